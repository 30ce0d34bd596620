import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findPageProject } from "@/app/find-page-project";
import { readPage } from "@/app/read-page";
import { UserList } from "@/components/users/user-list";
import { listUsers } from "@/db/list-users";
import { decodePageSegment } from "@/lib/paths";
import { parseUserQuery } from "@/lib/users/parse-user-query";
import { toUserSearch } from "@/lib/users/to-user-search";

interface UsersPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: UsersPageProps): Promise<Metadata> {
  return { title: `Users · ${decodePageSegment((await params).project)}` };
}

export default async function UsersPage({ params, searchParams }: UsersPageProps) {
  const project = await findPageProject((await params).project);
  if (!project) notFound();
  const given = new URLSearchParams();
  for (const [name, values = []] of Object.entries(await searchParams)) {
    for (const value of [values].flat()) given.append(name, value);
  }
  const query = { ...parseUserQuery(given).query, limit: 50, cursor: null };
  const page = await readPage(() => listUsers(project.id, query));
  return (
    <UserList
      project={project.name}
      rendered={{ search: toUserSearch(query), page, atMs: Date.now() }}
    />
  );
}

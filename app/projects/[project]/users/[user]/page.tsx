import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findPageProject } from "@/app/find-page-project";
import { readPage } from "@/app/read-page";
import { UserProfile } from "@/components/users/user-profile";
import { UserSessions } from "@/components/users/user-sessions";
import { listSessions } from "@/db/list-sessions";
import { getUser } from "@/db/list-users";
import { storedId } from "@/lib/openinference/stored-id";
import { decodePageSegment } from "@/lib/paths";
import { toSearchParams } from "@/lib/sessions/to-search-params";
import { userSessionQuery } from "@/lib/users/user-session-query";

interface UserPageProps {
  params: Promise<{ project: string; user: string }>;
}

export async function generateMetadata({ params }: UserPageProps): Promise<Metadata> {
  const { project, user } = await params;
  return { title: `${decodePageSegment(user)} · ${decodePageSegment(project)}` };
}

export default async function UserPage({ params }: UserPageProps) {
  const { project: projectSegment, user: userSegment } = await params;
  const wantedUser = decodePageSegment(userSegment);
  const project = await findPageProject(projectSegment);
  if (!project || wantedUser === null) notFound();
  const userId = storedId(wantedUser);
  const query = userSessionQuery(userId);
  const [user, page] = await readPage(() =>
    Promise.all([getUser(project.id, userId), listSessions(project.id, query)]),
  );
  if (!user) notFound();
  return (
    <>
      <UserProfile project={project.name} user={user} />
      <UserSessions
        project={project.name}
        userId={userId}
        rendered={{ search: toSearchParams(query).toString(), page, atMs: Date.now() }}
      />
    </>
  );
}

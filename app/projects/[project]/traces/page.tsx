import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findPageProject } from "@/app/find-page-project";
import { readPage } from "@/app/read-page";
import { SessionlessList } from "@/components/traces/sessionless-list";
import { listSessionlessTraces } from "@/db/list-sessionless-traces";
import { decodePageSegment } from "@/lib/paths";

interface TracesPageProps {
  params: Promise<{ project: string }>;
}

export async function generateMetadata({ params }: TracesPageProps): Promise<Metadata> {
  return { title: `Traces without a session · ${decodePageSegment((await params).project)}` };
}

export default async function TracesPage({ params }: TracesPageProps) {
  const project = await findPageProject((await params).project);
  if (!project) notFound();
  const page = await readPage(() => listSessionlessTraces(project.id, { limit: 50, cursor: null }));
  return <SessionlessList project={project.name} rendered={page} atMs={Date.now()} />;
}

import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { readPage } from "@/app/read-page";
import { AppShell } from "@/components/shell/app-shell";
import { findProject } from "@/db/projects";
import { decodePageSegment } from "@/lib/paths";

interface ProjectLayoutProps {
  params: Promise<{ project: string }>;
  children: ReactNode;
}

export default async function ProjectLayout({ params, children }: ProjectLayoutProps) {
  const wanted = decodePageSegment((await params).project);
  const project = wanted === null ? null : await readPage(() => findProject(wanted));
  if (!project) notFound();
  return <AppShell project={project.name}>{children}</AppShell>;
}

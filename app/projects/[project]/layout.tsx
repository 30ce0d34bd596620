import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { findPageProject } from "@/app/find-page-project";
import { AppShell } from "@/components/shell/app-shell";

interface ProjectLayoutProps {
  params: Promise<{ project: string }>;
  children: ReactNode;
}

export default async function ProjectLayout({ params, children }: ProjectLayoutProps) {
  const project = await findPageProject((await params).project);
  if (!project) notFound();
  return <AppShell project={project.name}>{children}</AppShell>;
}

import { findProject, type Project } from "@/db/projects";
import { ApiError } from "@/lib/http/api-error";
import { storedId } from "@/lib/openinference/stored-id";
import { decodeSegment } from "@/lib/paths";

export interface ProjectContext {
  params: Promise<{ project: string }>;
}

export interface SessionContext {
  params: Promise<{ project: string; session: string }>;
}

/** The project that the path names; 404 when there is none. */
export async function requireProject({ params }: ProjectContext): Promise<Project> {
  const project = await findProject(storedId(decodeSegment((await params).project)));
  if (project) return project;
  throw new ApiError(404, "project_not_found", "There is no project of that name or id.");
}

export async function sessionIdOf({ params }: SessionContext): Promise<string> {
  return storedId(decodeSegment((await params).session));
}

export function sessionNotFound(): ApiError {
  return new ApiError(404, "session_not_found", "There is no session of that id in the project.");
}

import { findProject, type Project, takeProjectId } from "@/db/projects";
import { ApiError } from "@/lib/http/api-error";
import { storedId } from "@/lib/openinference/stored-id";
import { readGlobalId } from "@/lib/phoenix/global-id";

export interface ProjectContext {
  params: Promise<{ project: string }>;
}

/** The project of the path, by id or name; 404 when there is none. */
export async function requireProject({ params }: ProjectContext): Promise<Project> {
  const project = await findIdentified((await params).project);
  if (project) return project;
  throw new ApiError(404, "project_not_found", "There is no project of that name or id.");
}

/** The project that `?project=` or the header x-project-name names, made when it is new: its spans
 * may be on their way. null: none is named. */
export async function takeNamedProjectId(request: Request): Promise<number | null> {
  const named = nameIn(request);
  if (named === null) return null;
  return (await findIdentified(named))?.id ?? takeProjectId(named);
}

/** As takeNamedProjectId, for readers: 404 when there is no such project. */
export async function findNamedProjectId(request: Request): Promise<number | null> {
  const named = nameIn(request);
  if (named === null) return null;
  return (await requireProject({ params: Promise.resolve({ project: named }) })).id;
}

function nameIn(request: Request): string | null {
  const parameter = new URL(request.url).searchParams.get("project");
  // Headers are Latin-1 to the platform; a name beyond ASCII was sent as UTF-8.
  const header = Buffer.from(request.headers.get("x-project-name") ?? "", "latin1").toString();
  return storedId(parameter ?? header) || null;
}

function findIdentified(identifier: string): Promise<Project | null> {
  return findProject(readGlobalId("Project", identifier) ?? storedId(identifier));
}

import { database } from "./client";
import { projects } from "./schema";

export interface Project {
  id: number;
  name: string;
}

/** Projects are never renamed and never go. */
const idsByName = new Map<string, number>();
const cachedNames = 10_000;

/** The project of that name, made when it is new. */
export async function takeProjectId(name: string): Promise<number> {
  const known = await findByName(name);
  if (known) return known.id;
  const { db } = database();
  await db
    .insert(projects)
    .values({ name, createdAt: new Date().toISOString() })
    .onConflictDoNothing();
  const made = await findByName(name);
  if (!made) throw new Error("A project vanished while it was made.");
  return made.id;
}

/** By name, else by id; null when there is none. */
export async function findProject(nameOrId: string): Promise<Project | null> {
  const byName = await findByName(nameOrId);
  if (byName) return byName;
  if (!/^[1-9]\d{0,8}$/.test(nameOrId)) return null;
  const [byId] = await database().sql<Project[]>`
    select id, name from projects where id = ${Number(nameOrId)}`;
  return byId ?? null;
}

/** Every request asks: kept, and prepared once. */
async function findByName(name: string): Promise<Project | null> {
  const known = idsByName.get(name);
  if (known !== undefined) return { id: known, name };
  const [found] = await database().sql<Project[]>`
    select id, name from projects where name = ${name}`;
  if (!found) return null;
  if (idsByName.size >= cachedNames) idsByName.clear();
  idsByName.set(name, found.id);
  return found;
}

/** Tests replace the whole database under the process. */
export function forgetProjects(): void {
  idsByName.clear();
}

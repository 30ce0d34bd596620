import { eq } from "drizzle-orm";
import { database } from "./client";
import { projects } from "./schema";

export interface Project {
  id: number;
  name: string;
}

const idsByName = new Map<string, number>();
const cachedNames = 10_000;

/** The project of that name, made when it is new. */
export async function takeProjectId(name: string): Promise<number> {
  const known = idsByName.get(name);
  if (known !== undefined) return known;
  const { db } = database();
  const find = () => db.select({ id: projects.id }).from(projects).where(eq(projects.name, name));
  let [row] = await find();
  if (!row) {
    await db
      .insert(projects)
      .values({ name, createdAt: new Date().toISOString() })
      .onConflictDoNothing();
    [row] = await find();
  }
  if (!row) throw new Error("A project vanished while it was made.");
  if (idsByName.size >= cachedNames) idsByName.clear();
  idsByName.set(name, row.id);
  return row.id;
}

/** By name, else by id; null when there is none. Every request asks: prepared once. */
export async function findProject(nameOrId: string): Promise<Project | null> {
  const { sql } = database();
  const [byName] = await sql<Project[]>`select id, name from projects where name = ${nameOrId}`;
  if (byName) return byName;
  if (!/^[1-9]\d{0,8}$/.test(nameOrId)) return null;
  const [byId] = await sql<Project[]>`
    select id, name from projects where id = ${Number(nameOrId)}`;
  return byId ?? null;
}

/** Tests replace the whole database under the process. */
export function forgetProjects(): void {
  idsByName.clear();
}

import { and, desc, lt, sql } from "drizzle-orm";
import { database } from "./client";
import type { Project } from "./projects";
import { projects } from "./schema";

/** The newest first, below an id; `nameContains` in any case. */
export async function pageProjects(asked: {
  beforeId: number | null;
  nameContains: string;
  limit: number;
}): Promise<Project[]> {
  const { beforeId, nameContains, limit } = asked;
  return database()
    .db.select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(
      and(
        beforeId === null ? undefined : lt(projects.id, beforeId),
        nameContains === ""
          ? undefined
          : sql`strpos(lower(${projects.name}), lower(${nameContains}::text)) > 0`,
      ),
    )
    .orderBy(desc(projects.id))
    .limit(limit);
}

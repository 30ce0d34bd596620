import { sql } from "drizzle-orm";
import { database } from "./client";
import { readFacet } from "./facets";
import type { Project } from "./projects";

export interface ProjectDetail extends Project {
  annotationNames: string[];
  /** Of the most recent sessions. */
  metadataKeys: string[];
}

const recentSessions = 200;

export async function getProjectDetail(project: Project): Promise<ProjectDetail> {
  const { db } = database();
  const [names, keys] = await Promise.all([
    db.execute<{ facet: string }>(sql`
      select distinct facet from facet_sets, unnest(facets) facet
      where project_id = ${project.id} and facet like '["outcome", %' limit 10000`),
    db.execute<{ key: string }>(sql`
      select distinct key
      from (
        select session_key from sessions where project_id = ${project.id}
        order by touched_at desc limit ${recentSessions}
      ) recent
      join session_texts t using (session_key), jsonb_object_keys(t.metadata) key
      order by key`),
  ]);
  const annotationNames = new Set<string>();
  for (const { facet } of names) {
    const read = readFacet(facet);
    if (read?.key === "outcome") annotationNames.add(read.name);
  }
  return {
    ...project,
    annotationNames: [...annotationNames].sort(),
    metadataKeys: keys.map(({ key }) => key),
  };
}

/** When a session of the project last changed; null without sessions. */
export async function getChangedAt(projectId: number): Promise<string | null> {
  const [row] = await database().db.execute<{ changed_at: string | null }>(
    sql`select max(touched_at)::text as changed_at from sessions where project_id = ${projectId}`,
  );
  return row?.changed_at ?? null;
}

import { sql } from "drizzle-orm";
import type { Pulse } from "@/lib/sessions/pulse";
import { database } from "./client";
import { readFacet } from "./facets";
import { isoFromPostgres } from "./iso-time";
import type { Project } from "./projects";

export interface ProjectDetail extends Project {
  /** Those of most of the recent sessions first. */
  annotationNames: string[];
  /** Of the most recent sessions. */
  metadataKeys: string[];
}

const recentSessions = 500;

export async function getProjectDetail(project: Project): Promise<ProjectDetail> {
  const { db } = database();
  const [names, keys] = await Promise.all([
    db.execute<{ facet: string }>(sql`
      select facet
      from facet_sets f
      left join (
        select facet_set_id, count(*) as sessions
        from (
          select facet_set_id from sessions where project_id = ${project.id}
          order by touched_at desc limit ${recentSessions}
        ) latest
        group by facet_set_id
      ) recent on recent.facet_set_id = f.id, unnest(f.facets) facet
      where f.project_id = ${project.id} and facet like '["outcome", %'
        and exists (select 1 from sessions s where s.facet_set_id = f.id)
      group by facet order by coalesce(sum(recent.sessions), 0) desc, facet limit 10000`),
    db.execute<{ key: string }>(sql`
      select distinct key
      from (
        select session_key from sessions where project_id = ${project.id}
        order by touched_at desc limit ${recentSessions}
      ) recent
      join session_texts t using (session_key), jsonb_object_keys(t.metadata) key
      order by key`),
  ]);
  return {
    ...project,
    annotationNames: names.flatMap(({ facet }) => {
      const read = readFacet(facet);
      return read?.key === "outcome" && read.label === null ? [read.name] : [];
    }),
    metadataKeys: keys.map(({ key }) => key),
  };
}

const latestSessions = 100;

/** When a session of the project last changed, and a mark that differs whenever one has: times do
 * not tell, as writers commit in another order than they began, on machines whose clocks differ. */
export async function readPulse(projectId: number): Promise<Pulse> {
  const [row] = await database().db.execute<{ changed_at: string | null; mark: string | null }>(sql`
    select max(touched_at)::text as changed_at, hashtextextended(
      string_agg(session_key || ' ' || revision, ',' order by touched_at desc, session_key), 0
    )::text as mark
    from (
      select session_key, revision, touched_at from sessions where project_id = ${projectId}
      order by touched_at desc, session_key limit ${latestSessions}
    ) latest`);
  const changedAt = row?.changed_at ? isoFromPostgres(row.changed_at) : null;
  return { changedAt, mark: row?.mark ?? null };
}

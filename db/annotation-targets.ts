import { sql } from "drizzle-orm";
import { database } from "./client";

export type TargetKind = "session" | "trace" | "span";

/** Where a target stands. */
export interface TargetPlace {
  projectId: number;
  projectName: string;
  /** "" for a session. */
  traceId: string;
}

/** One statement per kind; each gives target_id, project_id, trace_id. */
const lookups = {
  session: (ids: string[]) => sql`
    select session_id as target_id, project_id, '' as trace_id from session_texts where session_id in ${ids}`,
  trace: (ids: string[]) => sql`
    select h.trace_id as target_id, h.project_id, h.trace_id
    from unnest(${sql.param(ids)}::text[]) asked (id) cross join projects p
    join trace_homes h on h.trace_key = entity_key(p.id, 'trace', asked.id)
    join traces t on t.session_key = h.session_key and t.trace_id = h.trace_id`,
  span: (ids: string[]) => sql`
    select distinct span_id as target_id, project_id, trace_id from spans where span_id in ${ids}`,
};

interface Found extends Record<string, unknown> {
  target_id: string;
  project_id: number;
  project_name: string;
  trace_id: string;
}

/** Every place of each id, in all projects or in one; ids that have not arrived are absent. */
export async function findTargets(
  kind: TargetKind,
  ids: string[],
  projectId: number | null,
): Promise<Map<string, TargetPlace[]>> {
  const places = new Map<string, TargetPlace[]>();
  if (ids.length === 0) return places;
  const rows = await database().db.execute<Found>(sql`
    select f.target_id, f.project_id, p.name as project_name, f.trace_id
    from (${lookups[kind]([...new Set(ids)])}) f join projects p on p.id = f.project_id
    ${projectId === null ? sql`` : sql`where f.project_id = ${projectId}`}
    order by 1, 2, 4`);
  for (const row of rows) {
    const place = {
      projectId: row.project_id,
      projectName: row.project_name,
      traceId: row.trace_id,
    };
    places.set(row.target_id, [...(places.get(row.target_id) ?? []), place]);
  }
  return places;
}

import { sql } from "drizzle-orm";
import { database } from "./client";
import { countCap } from "./count-cap";
import { isoFromPostgres } from "./iso-time";

export interface ProjectSummary {
  id: number;
  name: string;
  /** Exact up to the cap. */
  sessions: number;
  sessionsExact: boolean;
  lastActivityAt: string | null;
}

/** The most recently active first; those without sessions last. */
export async function listProjects(): Promise<ProjectSummary[]> {
  const rows = await database().db.execute<{
    id: number;
    name: string;
    sessions: number;
    last_activity_at: string | null;
  }>(sql`
    select p.id, p.name, c.sessions, l.last_activity_at::text
    from projects p
    cross join lateral (
      select count(*)::int as sessions
      from (select 1 from sessions s where s.project_id = p.id limit ${countCap + 1}) counted
    ) c
    cross join lateral (
      select greatest(
        (select max(s.last_activity_at) from sessions s where s.project_id = p.id and s.settled),
        (select max(s.last_activity_at) from sessions s where s.project_id = p.id and not s.settled)
      ) as last_activity_at
    ) l
    order by l.last_activity_at desc nulls last, p.name`);
  return rows.map(({ id, name, sessions, last_activity_at }) => ({
    id,
    name,
    sessions: Math.min(sessions, countCap),
    sessionsExact: sessions <= countCap,
    lastActivityAt: last_activity_at === null ? null : isoFromPostgres(last_activity_at),
  }));
}

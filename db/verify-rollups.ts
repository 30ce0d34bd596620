import { type SQL, sql } from "drizzle-orm";
import { database } from "./client";

/** What counts of a session, of a row of `sessions` or of `session_changes`. */
const figures = sql.raw(`
  project_id, floor(extract(epoch from last_activity_at) / 3600)::integer as hour,
  coalesce(facet_set_id, '00000000-0000-0000-0000-000000000000') as facet_set_id,
  duration_bucket(duration_ms) as bucket, user_id, sign as sessions,
  case when errors > 0 then sign else 0 end as failed, sign * turns as turns, sign * traces as traces,
  sign * errors as errors, coalesce(sign * total_tokens, 0) as total_tokens,
  case when total_tokens is null then 0 else sign end as with_tokens,
  case when tokens_partial or total_tokens is null then sign else 0 end as short_of_tokens,
  coalesce(sign * cost_nano_usd, 0) as cost_nano_usd,
  case when cost_nano_usd is null then 0 else sign end as with_cost,
  case when cost_partial or cost_nano_usd is null then sign else 0 end as short_of_cost`);
const settled = sql`(select ${figures} from (select 1 as sign, * from sessions where settled and traces > 0) s)`;
const unfolded = sql`(select ${figures} from session_changes)`;

interface Rollup {
  /** The columns that tell its rows apart. */
  keys: string[];
  sums: string[];
  /** The rows that rows of `figures` count in. */
  spread: (of: SQL) => SQL;
}

const sessionSums = ["sessions", "traces", "total_tokens", "with_tokens", "short_of_tokens"].concat(
  ["cost_nano_usd", "with_cost", "short_of_cost"],
);
const blocks = (of: SQL) => sql`(
  select f.*, days, hour / 24 / days * days as day from ${of} f, unnest('{1,8,64,512}'::integer[]) days
)`;
const ofUsers = (of: SQL) => sql`(select * from ${of} f where user_id is not null)`;
const outcomes = (of: SQL) => sql`(
  select f.*, outcome from ${of} f join facet_sets s on s.id = f.facet_set_id, unnest(s.facets) outcome
  where user_id is not null and outcome like '["outcome", %' and jsonb_array_length(outcome::jsonb) = 3
)`;

const rollups: Record<string, Rollup> = {
  session_hours: {
    keys: ["project_id", "hour"],
    sums: [...sessionSums, "failed"],
    spread: (of) => of,
  },
  session_days: {
    keys: ["project_id", "days", "day", "facet_set_id"],
    sums: ["sessions", "failed"],
    spread: blocks,
  },
  session_facets: {
    keys: ["project_id", "hours", "hour", "facet"],
    sums: ["sessions"],
    spread: (of) => sql`(
      select f.project_id, hours, hour / hours * hours as hour, facet, sessions
      from ${of} f join facet_sets s on s.id = f.facet_set_id, unnest(s.facets) facet,
        unnest('{1,24,192,1536,12288}'::integer[]) hours
    )`,
  },
  session_durations: {
    keys: ["project_id", "days", "day", "bucket"],
    sums: ["sessions"],
    spread: blocks,
  },
  users: {
    keys: ["project_id", "user_id"],
    sums: [...sessionSums, "turns", "errors"],
    spread: ofUsers,
  },
  user_outcomes: {
    keys: ["project_id", "user_id", "outcome"],
    sums: ["sessions"],
    spread: outcomes,
  },
};

/** One line for each rollup whose rows, with what is not folded yet, differ from a recount. */
export async function verifyRollups(): Promise<string[]> {
  const lines: string[] = [];
  const compare = async (name: string, stored: SQL, counted: SQL) => {
    const [row] = await database().db.execute<{ count: number }>(sql`
      with stored as materialized (${stored}), counted as materialized (${counted})
      select count(*)::int as count from (
        (select * from stored except select * from counted)
        union all (select * from counted except select * from stored)
      ) differences`);
    if (row && row.count > 0) lines.push(`${name}: ${row.count} rows differ from their recount`);
  };
  for (const [table, { keys, sums, spread }] of Object.entries(rollups)) {
    const columns = sql.raw([...keys, ...sums].join(", "));
    const summed = (rows: SQL) => {
      const totals = sums.map((column) => `coalesce(sum(${column}), 0)::numeric as ${column}`);
      const isSomething = sums.map((column) => `sum(${column}) <> 0`).join(" or ");
      return sql`select ${sql.raw([...keys, ...totals].join(", "))} from (${rows}) rows
        group by ${sql.raw(keys.join(", "))} having ${sql.raw(isSomething)}`;
    };
    const stored = sql`select ${columns} from ${sql.raw(table)} union all select ${columns} from ${spread(unfolded)} u`;
    await compare(table, summed(stored), summed(sql`select ${columns} from ${spread(settled)} c`));
  }
  await compare(
    "times of users",
    sql`select project_id, user_id, first_seen_at, last_seen_at from users u
      where sessions > 0 and not exists (
        select 1 from session_changes c where c.project_id = u.project_id and c.user_id = u.user_id)`,
    sql`select project_id, user_id, min(started_at), max(last_activity_at) from sessions s
      where settled and traces > 0 and user_id is not null and not exists (
        select 1 from session_changes c where c.project_id = s.project_id and c.user_id = s.user_id)
      group by project_id, user_id`,
  );
  return lines;
}

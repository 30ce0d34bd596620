import { type SQL, sql } from "drizzle-orm";
import { isSettledLive } from "./live-sessions";

/** Sessions that table `users` does not say, as the common table expression `pending`: those in
 * motion, and what is not folded yet (`sign` -1 takes away). `who` restricts `user_id`. Without live
 * ones, the settled among these stand in for the first, and count nothing. */
export function pendingSessions(projectId: number, who: SQL, live: false | null): SQL {
  const columns = sql`session_key, user_id, started_at, last_activity_at, turns, traces, errors,
    total_tokens, tokens_partial, cost_nano_usd, cost_partial, facet_set_id`;
  const of = sql`project_id = ${projectId} and user_id is not null and ${who}`;
  const changes = sql`select sign::integer as sign, false as in_motion, ${columns} from session_changes where ${of}`;
  const unsaid =
    live === null
      ? sql`select 1, true, ${columns} from sessions where not settled and traces > 0 and ${of}`
      : sql`select 0, false, ${columns} from sessions where settled and traces > 0 and ${of} and ${isSettledLive}`;
  return sql`pending as materialized (${changes} union all ${unsaid})`;
}

/** Who is in `pending`, with all their sessions, in the columns of table `users`: the common table
 * expression `unsaid`. First and last times cannot be taken away: lost ones are read anew. */
export function unsaidUsers(projectId: number): SQL {
  return sql`sums as (
      select user_id, sum(sign) as sessions, sum(sign * turns) as turns, sum(sign * traces) as traces,
        sum(sign * errors) as errors, coalesce(sum(sign * total_tokens), 0) as total_tokens,
        coalesce(sum(sign) filter (where total_tokens is not null), 0) as with_tokens,
        coalesce(sum(sign) filter (where tokens_partial or total_tokens is null), 0) as short_of_tokens,
        coalesce(sum(sign * cost_nano_usd), 0) as cost_nano_usd,
        coalesce(sum(sign) filter (where cost_nano_usd is not null), 0) as with_cost,
        coalesce(sum(sign) filter (where cost_partial or cost_nano_usd is null), 0) as short_of_cost,
        min(started_at) filter (where sign > 0) as first_new, max(last_activity_at) filter (where sign > 0) as last_new,
        min(started_at) filter (where sign < 0) as first_lost, max(last_activity_at) filter (where sign < 0) as last_lost
      from pending group by user_id
    ), unsaid as materialized (
      select s.user_id, coalesce(u.sessions, 0) + s.sessions as sessions,
        case when e.is_lost then r.first_seen_at else least(u.first_seen_at, s.first_new) end as first_seen_at,
        case when e.is_lost then r.last_seen_at else greatest(u.last_seen_at, s.last_new) end as last_seen_at,
        coalesce(u.turns, 0) + s.turns as turns, coalesce(u.traces, 0) + s.traces as traces,
        coalesce(u.errors, 0) + s.errors as errors,
        case when coalesce(u.with_tokens, 0) + s.with_tokens > 0
          then coalesce(u.total_tokens, 0) + s.total_tokens end as total_tokens,
        coalesce(u.short_of_tokens, 0) + s.short_of_tokens as short_of_tokens,
        case when coalesce(u.with_cost, 0) + s.with_cost > 0
          then coalesce(u.cost_nano_usd, 0) + s.cost_nano_usd end as cost_nano_usd,
        coalesce(u.short_of_cost, 0) + s.short_of_cost as short_of_cost
      from sums s
      left join users u on u.project_id = ${projectId} and u.user_id = s.user_id
      cross join lateral (
        select coalesce(s.first_lost <= u.first_seen_at or s.last_lost >= u.last_seen_at, s.first_lost is not null) as is_lost
      ) e
      left join lateral (
        select min(x.started_at) as first_seen_at, max(x.last_activity_at) as last_seen_at
        from sessions x
        where e.is_lost and x.project_id = ${projectId} and x.user_id = s.user_id and x.traces > 0
      ) r on true
    )`;
}

import { type SQL, sql } from "drizzle-orm";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { timeBounds } from "@/lib/sessions/time-range";
import {
  type Blocks,
  type Cover,
  coverBlocks,
  coverRange,
  daysOfBlocks,
  hoursOfBlocks,
  type TimeRangeMs,
} from "./block-cover";
import { noFacetSet } from "./facet-set-conditions";
import { isSettledLive } from "./live-sessions";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Sessions by what the rollups know of them: project, time, and whether they are live. */
export interface TallyScope {
  projectId: number;
  bounds: TimeRangeMs;
  live: boolean | null;
}

/** Null when the filters ask, besides facets, what only the sessions' rows can say. */
export function tallyScope(
  projectId: number,
  filters: SessionFilters,
  nowMs: number,
): TallyScope | null {
  const { q, user, metadata, score, duration, turns, traces, tokens, cost } = filters;
  const choices = [user, metadata, score];
  const ranges = [duration, turns, traces, tokens, cost];
  const asksRows =
    q !== "" ||
    choices.some(({ include, exclude }) => include.length + exclude.length > 0) ||
    ranges.some((range) => range !== null);
  if (asksRows) return null;
  const { from, to } = timeBounds(filters, nowMs);
  return {
    projectId,
    bounds: {
      fromMs: from === null ? null : Date.parse(from),
      toMs: to === null ? null : Date.parse(to),
    },
    live: filters.live,
  };
}

/** What the rollups sum, of a single session. */
const looseFigures = sql.raw(`
  sign as sessions, case when errors > 0 then sign else 0 end as failed, sign * traces as traces,
  coalesce(sign * total_tokens, 0) as total_tokens,
  case when total_tokens is null then 0 else sign end as with_tokens,
  case when tokens_partial or total_tokens is null then sign else 0 end as short_of_tokens,
  coalesce(sign * cost_nano_usd, 0) as cost_nano_usd,
  case when cost_nano_usd is null then 0 else sign end as with_cost,
  case when cost_partial or cost_nano_usd is null then sign else 0 end as short_of_cost`);

/** Rows of (hour, sums): of the sessions in scope, to be added up. */
export function hourlyTally(scope: TallyScope): SQL {
  const cover = coverRange(scope.bounds, hourMs);
  const parts = [
    sql`select floor(extract(epoch from last_activity_at) / 3600)::integer as hour, ${looseFigures}
      from (${looseSessions(scope, cover, hourMs)}) loose`,
  ];
  if (cover.whole && scope.live !== true) {
    parts.unshift(sql`select hour, sessions, failed, traces, total_tokens, with_tokens, short_of_tokens,
        cost_nano_usd, with_cost, short_of_cost from session_hours
      where project_id = ${scope.projectId} and ${within(sql`hour`, cover.whole)}`);
  }
  return sql.join(parts, sql` union all `);
}

/** Rows of (day, facet_set_id, sessions, failed), likewise; `day` is the first of its block. */
export function dailyTally(scope: TallyScope, sizes = daysOfBlocks): SQL {
  const cover = coverRange(scope.bounds, dayMs);
  const blocks = cover.whole && scope.live !== true ? coverBlocks(cover.whole, sizes) : [];
  return sql.join(
    [
      ...blocks.map(
        (block) => sql`select day, facet_set_id, sessions, failed from session_days
          where ${inBlocks(scope, sql`days`, sql`day`, block)}`,
      ),
      sql`select floor(extract(epoch from last_activity_at) / 86400)::integer as day, facet_set_id,
          sign as sessions, case when errors > 0 then sign else 0 end as failed
        from (${looseSessions(scope, cover, dayMs)}) loose`,
    ],
    sql` union all `,
  );
}

/** Rows of (facet, sessions), likewise. */
export function facetTally(scope: TallyScope): SQL {
  const cover = coverRange(scope.bounds, hourMs);
  const blocks = cover.whole && scope.live !== true ? coverBlocks(cover.whole, hoursOfBlocks) : [];
  return sql.join(
    [
      ...blocks.map(
        (block) => sql`select facet, sessions from session_facets
          where ${inBlocks(scope, sql`hours`, sql`hour`, block)}`,
      ),
      sql`select facet, sets.sessions
        from (
          select facet_set_id, sum(sign) as sessions
          from (${looseSessions(scope, cover, hourMs)}) loose group by facet_set_id
        ) sets
        join facet_sets f on f.id = sets.facet_set_id, unnest(f.facets) facet`,
    ],
    sql` union all `,
  );
}

/** Rows of (bucket, sessions), likewise. */
export function durationTally(scope: TallyScope): SQL {
  const cover = coverRange(scope.bounds, dayMs);
  const blocks = cover.whole && scope.live !== true ? coverBlocks(cover.whole, daysOfBlocks) : [];
  return sql.join(
    [
      ...blocks.map(
        (block) => sql`select bucket::integer, sessions from session_durations
          where ${inBlocks(scope, sql`days`, sql`day`, block)}`,
      ),
      sql`select duration_bucket(duration_ms) as bucket, sign as sessions
        from (${looseSessions(scope, cover, dayMs)}) loose`,
    ],
    sql` union all `,
  );
}

/** Sessions that no whole period of the rollups says: those in motion, what is not folded yet (`sign`
 * -1 takes away), and the settled ones of the range's ends. Some settled ones are live: these alone,
 * or taken away. */
function looseSessions(scope: TallyScope, cover: Cover, periodMs: number): SQL {
  const of = sql`project_id = ${scope.projectId}`;
  const { fromMs, toMs } = scope.bounds;
  const bounds = between({ fromMs, toMs, isToInclusive: true });
  const parts: SQL[] = [];
  if (scope.live !== false) {
    parts.push(sql`select 1 as sign, ${columns} from sessions
      where not settled and traces > 0 and ${of} and ${bounds}`);
  }
  if (scope.live !== null) {
    parts.push(sql`select ${scope.live ? sql`1` : sql`-1`} as sign, ${columns} from sessions
      where settled and traces > 0 and ${of} and ${isSettledLive} and ${bounds}`);
  }
  if (scope.live !== true) {
    for (const edge of cover.edges) {
      parts.push(sql`select 1 as sign, ${columns} from sessions
        where settled and traces > 0 and ${of} and ${between(edge)}`);
    }
    if (cover.whole) {
      const bounds = between({
        fromMs: cover.whole.from === null ? null : cover.whole.from * periodMs,
        toMs: cover.whole.to === null ? null : cover.whole.to * periodMs,
        isToInclusive: false,
      });
      parts.push(sql`select sign, ${columns} from session_changes where ${of} and ${bounds}`);
    }
  }
  return sql.join(parts, sql` union all `);
}

const columns = sql`last_activity_at, duration_ms, traces, errors, total_tokens, tokens_partial,
  cost_nano_usd, cost_partial, coalesce(facet_set_id, ${noFacetSet}) as facet_set_id`;

function between({ fromMs, toMs, isToInclusive }: Cover["edges"][number]): SQL {
  const time = (ms: number) => sql`${new Date(ms).toISOString()}::text::timestamptz`;
  const parts: SQL[] = [];
  if (fromMs !== null) parts.push(sql`last_activity_at >= ${time(fromMs)}`);
  if (toMs !== null)
    parts.push(sql`last_activity_at ${isToInclusive ? sql`<=` : sql`<`} ${time(toMs)}`);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

function inBlocks({ projectId }: TallyScope, size: SQL, start: SQL, blocks: Blocks): SQL {
  return sql`project_id = ${projectId} and ${size} = ${blocks.size} and ${within(start, blocks)}`;
}

function within(column: SQL, { from, to }: { from: number | null; to: number | null }): SQL {
  const parts: SQL[] = [];
  if (from !== null) parts.push(sql`${column} >= ${from}`);
  if (to !== null) parts.push(sql`${column} < ${to}`);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

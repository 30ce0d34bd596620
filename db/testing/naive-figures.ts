import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { readFacet } from "@/db/facets";
import { isoFromPostgres } from "@/db/iso-time";
import { chooseBucket } from "@/lib/sessions/activity-bucket";
import { outcome as outcomeCodec } from "@/lib/sessions/choice-codecs";
import type { FacetValue, SessionActivity, SessionStats } from "@/lib/sessions/session-figures";

/** A session as its row and its facet set say, to recount figures in plain code. */
export interface NaiveSession extends Record<string, unknown> {
  session_key: string;
  live: boolean;
  user_id: string | null;
  started_text: string;
  last_text: string;
  last_ms: number;
  duration_ms: number;
  turns: number;
  traces: number;
  errors: number;
  total_tokens: number | null;
  tokens_partial: boolean;
  cost_nano_usd: number | null;
  cost_partial: boolean;
  facets: string[];
}

export async function readNaiveSessions(projectId: number): Promise<NaiveSession[]> {
  return database().db.execute<NaiveSession>(sql`
    select s.*, (not settled or least(last_activity_at, touched_at) >= now() - interval '5 minutes') as live,
      s.started_at::text as started_text, s.last_activity_at::text as last_text,
      (extract(epoch from s.last_activity_at) * 1000)::float8 as last_ms, coalesce(f.facets, '{}') as facets
    from sessions s left join facet_sets f on f.id = s.facet_set_id
    where s.project_id = ${projectId} and s.traces > 0`);
}

export function naiveFacet(sessions: NaiveSession[], key: string): FacetValue[] {
  const counts = new Map<string, number>();
  for (const text of sessions.flatMap(({ facets }) => facets)) {
    const value = facetValue(text, key);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return byValue([...counts].map(([value, count]) => ({ value, count })));
}

export function byValue(values: FacetValue[]): FacetValue[] {
  return values.toSorted((a, b) => (a.value < b.value ? -1 : 1));
}

function facetValue(text: string, key: string): string | null {
  const facet = readFacet(text);
  if (facet?.key !== key) return null;
  if (facet.key === "error") return "true";
  if (facet.key !== "outcome") return facet.value;
  const { name, label } = facet;
  return label === null ? null : outcomeCodec.write({ name, match: "label", label });
}

export function naiveStats(sessions: NaiveSession[]): Omit<SessionStats, "durationApproximate"> {
  const tokens = sum(sessions.map((row) => row.total_tokens));
  const cost = sum(sessions.map((row) => row.cost_nano_usd));
  const durations = sessions.map((row) => row.duration_ms).sort((a, b) => a - b);
  const percentile = (part: number) =>
    durations[Math.max(0, Math.ceil(part * durations.length) - 1)] ?? null;
  return {
    sessions: sessions.length,
    users: new Set(sessions.flatMap(({ user_id }) => user_id ?? [])).size,
    traces: sum(sessions.map(({ traces }) => traces)) ?? 0,
    totalTokens: tokens,
    tokensPartial:
      tokens !== null && sessions.some((row) => row.tokens_partial || row.total_tokens === null),
    costUsd: cost === null ? null : cost / 1e9,
    costPartial:
      cost !== null && sessions.some((row) => row.cost_partial || row.cost_nano_usd === null),
    errorRate:
      sessions.length === 0
        ? null
        : sessions.filter(({ errors }) => errors > 0).length / sessions.length,
    durationP50Ms: percentile(0.5),
    durationP95Ms: percentile(0.95),
  };
}

export function naiveActivity(sessions: NaiveSession[]): SessionActivity {
  const times = sessions.map(({ last_ms }) => Math.floor(last_ms));
  if (times.length === 0) return { bucketMs: 60_000, buckets: [] };
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const bucketMs = chooseBucket(high - low);
  const bucketOf = (ms: number) => Math.floor(ms / bucketMs);
  const buckets: SessionActivity["buckets"] = [];
  for (let bucket = bucketOf(low); bucket <= bucketOf(high); bucket++) {
    const members = sessions.filter(({ last_ms }) => bucketOf(last_ms) === bucket);
    buckets.push({
      startedAt: new Date(bucket * bucketMs).toISOString(),
      sessions: members.length,
      errors: members.filter(({ errors }) => errors > 0).length,
    });
  }
  return { bucketMs, buckets };
}

/** By user id. */
export function naiveUsers(sessions: NaiveSession[]) {
  const ids = [...new Set(sessions.flatMap(({ user_id }) => user_id ?? []))].sort();
  return ids.map((userId) => {
    const own = sessions.filter(({ user_id }) => user_id === userId);
    const stats = naiveStats(own);
    return {
      userId,
      sessions: own.length,
      firstSeenAt: isoFromPostgres(own.map((row) => row.started_text).sort()[0] ?? ""),
      lastSeenAt: isoFromPostgres(
        own
          .map((row) => row.last_text)
          .sort()
          .at(-1) ?? "",
      ),
      turns: sum(own.map(({ turns }) => turns)),
      traces: stats.traces,
      errors: sum(own.map(({ errors }) => errors)),
      totalTokens: stats.totalTokens,
      tokensPartial: stats.tokensPartial,
      costUsd: stats.costUsd,
      costPartial: stats.costPartial,
      outcomes: Object.fromEntries(
        naiveFacet(own, "outcome").map(({ value, count }) => [value, count]),
      ),
    };
  });
}

function sum(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { parseSessionQuery } from "@/lib/sessions/parse-session-query";
import { USER_SORTS, type UserQuery } from "@/lib/users/user-query";
import { deleteAnnotation } from "./delete-annotation";
import { deleteSessions } from "./delete-sessions";
import { startTestDatabase } from "./embedded/test-database";
import { foldSessionChanges } from "./fold-session-changes";
import { getSessionActivity } from "./get-session-activity";
import { getSessionFacets } from "./get-session-facets";
import { getSessionStats } from "./get-session-stats";
import { ingestSpans } from "./ingest-spans";
import { getUser, listUsers } from "./list-users";
import { takeProjectId } from "./projects";
import { putAnnotations } from "./put-annotations";
import { hourlyTally } from "./session-tallies";
import { settleSessions } from "./settle-sessions";
import { sweepRollups } from "./sweep-rollups";
import {
  byValue,
  type NaiveSession,
  naiveActivity,
  naiveFacet,
  naiveStats,
  naiveUsers,
  readNaiveSessions,
} from "./testing/naive-figures";
import { type Random, randomSpans, seededRandom, shuffled } from "./testing/random-spans";
import { verifyDatabase } from "./verify";

const { db } = await startTestDatabase();
const counted = [
  ...["session_hours", "session_days", "session_facets", "session_durations"],
  ...["users", "user_outcomes", "facet_sets"],
];

const tags = ["prod", "staging", "beta"];

function taggedSpans(seed: number, sessionCount: number, random: Random) {
  const spans = randomSpans(seed, sessionCount);
  for (const span of spans) {
    const tag = tags[Math.floor(random() * 8)];
    if (tag) span.attributes.set("tag.tags", [tag]);
    if (random() < 0.3) span.attributes.set("llm.cost.total", Math.floor(random() * 1000) / 1000);
    const [, session] = /-(\d+)$/.exec(String(span.attributes.get("session.id"))) ?? [];
    if (session && random() < 0.9) span.attributes.set("user.id", `user-${Number(session) % 9}`);
  }
  return shuffled(spans, random);
}

type Kind = "time" | "live" | "model" | "tag" | "outcome" | "error";
interface Case {
  search: string;
  meets: Partial<Record<Kind, (row: NaiveSession) => boolean>>;
}

const has = (facet: string) => (row: NaiveSession) => row.facets.includes(facet);
const not = (meets: (row: NaiveSession) => boolean) => (row: NaiveSession) => !meets(row);

function casesOf(rows: NaiveSession[], random: Random): Case[] {
  const times = rows.map(({ last_ms }) => Math.floor(last_ms)).sort((a, b) => a - b);
  const some = () => times[Math.floor(random() * times.length)] ?? 0;
  const [from = 0, to = 0] = [some(), some()].sort((a, b) => a - b);
  const iso = (ms: number) => new Date(ms).toISOString();
  const after = (row: NaiveSession) => row.last_ms >= from;
  const before = (row: NaiveSession) => row.last_ms <= to;
  return [
    { search: "", meets: {} },
    { search: `from=${iso(from)}`, meets: { time: after } },
    { search: `to=${iso(to)}`, meets: { time: before } },
    {
      search: `from=${iso(from)}&to=${iso(to)}`,
      meets: { time: (row) => after(row) && before(row) },
    },
    { search: "live=false", meets: { live: (row) => !row.live } },
    { search: "live=true", meets: { live: (row) => row.live } },
    { search: `live=false&from=${iso(from)}`, meets: { live: (row) => !row.live, time: after } },
    { search: "error=true", meets: { error: (row) => row.errors > 0 } },
    {
      search: `error=false&tag=prod&tag=beta&from=${iso(from)}`,
      meets: {
        error: (row) => row.errors === 0,
        tag: (row) => has('["tag", "prod"]')(row) || has('["tag", "beta"]')(row),
        time: after,
      },
    },
    {
      search: "outcome=goal:achieved&model=gpt-4o",
      meets: { outcome: has('["outcome", "goal", "achieved"]'), model: has('["model", "gpt-4o"]') },
    },
    {
      search: `outcome=goal:-&tag=-prod&to=${iso(to)}`,
      meets: {
        outcome: not(has('["outcome", "goal"]')),
        tag: not(has('["tag", "prod"]')),
        time: before,
      },
    },
  ];
}

function matching(rows: NaiveSession[], { meets }: Case, except?: string): NaiveSession[] {
  return rows.filter((row) =>
    Object.entries(meets).every(([kind, meet]) => kind === except || meet(row)),
  );
}

/** Every figure, for every case, equals the recount; nobody writes meanwhile. */
async function expectExact(projectId: number, random: Random): Promise<void> {
  const rows = await readNaiveSessions(projectId);
  for (const one of casesOf(rows, random)) {
    const { query, problems } = parseSessionQuery(new URLSearchParams(one.search));
    expect(problems).toEqual([]);
    const members = matching(rows, one);
    const facets = await getSessionFacets(projectId, query.filters);
    for (const [key, values] of Object.entries(facets)) {
      const expected = naiveFacet(matching(rows, one, key), key);
      expect(byValue(values), `${key} with ${one.search}`).toEqual(expected);
    }
    const expected = naiveStats(members);
    const exact = await getSessionStats(projectId, query.filters);
    expect(exact, one.search).toEqual({ ...expected, durationApproximate: false });
    const large = await getSessionStats(projectId, query.filters, 0);
    for (const field of ["durationP50Ms", "durationP95Ms"] as const) {
      const wanted = expected[field] ?? 0;
      expect(Math.abs((large[field] ?? 0) - wanted)).toBeLessThanOrEqual(wanted / 100 + 1e-9);
    }
    expect({ ...large, durationP50Ms: 0, durationP95Ms: 0, durationApproximate: false }).toEqual({
      ...{ ...expected, durationP50Ms: 0, durationP95Ms: 0 },
      durationApproximate: false,
    });
    const activity = await getSessionActivity(projectId, query.filters);
    expect(activity, one.search).toEqual(naiveActivity(members));
  }
  await expectExactUsers(projectId, rows, random);
}

async function expectExactUsers(
  projectId: number,
  rows: NaiveSession[],
  random: Random,
): Promise<void> {
  const expected = naiveUsers(rows);
  for (const sort of shuffled([...USER_SORTS], random).slice(0, 3)) {
    for (const dir of ["asc", "desc"] as const) {
      const users = await readAllUsers(projectId, { sort, dir, q: "", limit: 5, cursor: null });
      expect(users.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))).toEqual(expected);
      const values = users.map((user) => user[sort]);
      expect(values).toEqual(values.toSorted((a, b) => compare(a, b, dir)));
    }
  }
  const found = await listUsers(projectId, {
    ...{ sort: "userId", dir: "asc", limit: 200, cursor: null },
    q: "R-4",
  });
  const wanted = expected.filter(({ userId }) => userId.includes("r-4"));
  expect(found.rows).toEqual(wanted);
  expect(found.total).toEqual({ count: wanted.length, exact: true });
  const [first] = expected;
  expect(await getUser(projectId, first?.userId ?? "nobody")).toEqual(first ?? null);
}

async function readAllUsers(projectId: number, query: UserQuery) {
  const users = [];
  for (let cursor: string | null = null; ; ) {
    const page = await listUsers(projectId, { ...query, cursor });
    users.push(...page.rows);
    if (page.nextCursor === null) {
      expect(page.total).toEqual({ count: users.length, exact: true });
      return users;
    }
    cursor = page.nextCursor;
  }
}

function compare(a: number | string | null, b: number | string | null, dir: "asc" | "desc") {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a === b) return 0;
  return a < b === (dir === "asc") ? -1 : 1;
}

async function settleSome(atMost: number): Promise<void> {
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await db.execute(
    sql`select settle_sessions(${later}::text::timestamptz, ${later}, ${later}, ${atMost}::int)`,
  );
}

async function foldSome(atMost: number): Promise<void> {
  await db.execute(sql`select fold_session_changes(${atMost}::int)`);
}

async function judgeSome(projectId: number, random: Random): Promise<void> {
  const rows = await db.execute<{ session_id: string }>(
    sql`select session_id from session_texts where project_id = ${projectId} order by session_id`,
  );
  const chosen = rows.filter(() => random() < 0.2);
  await putAnnotations(
    chosen.map(({ session_id }) => ({
      target: "session",
      targetId: session_id,
      name: random() < 0.7 ? "goal" : "tone",
      identifier: "",
      label: random() < 0.5 ? "achieved" : "missed",
      score: null,
      explanation: null,
      annotatorKind: "LLM",
      metadata: null,
      source: "API",
    })),
    projectId,
  );
}

async function unjudgeSome(projectId: number, random: Random): Promise<void> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from annotations where project_id = ${projectId} order by id`,
  );
  for (const { id } of rows) if (random() < 0.1) await deleteAnnotation(projectId, id);
}

async function deleteSome(projectId: number, random: Random): Promise<void> {
  const rows = await db.execute<{ session_key: string }>(
    sql`select session_key from sessions where project_id = ${projectId} order by session_key`,
  );
  await deleteSessions(rows.flatMap(({ session_key }) => (random() < 0.1 ? [session_key] : [])));
}

test.each([1, 2, 3])(
  "figures equal a recount, whatever is settled, folded, judged, moved or deleted (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    const project = `rollups-${seed}`;
    const projectId = await takeProjectId(project);
    const spans = taggedSpans(seed, 30, random);
    await ingestSpans(taggedSpans(seed + 100, 10, random), "beside");
    const steps = [
      () => settleSome(1 + Math.floor(random() * 12)),
      () => foldSome(1 + Math.floor(random() * 12)),
      () => judgeSome(projectId, random),
      () => unjudgeSome(projectId, random),
      () => deleteSome(projectId, random),
      () => foldSessionChanges(),
      () => settleSessions(Date.now() + 3_600_000),
      () => sweepRollups(),
    ];
    const size = Math.ceil(spans.length / 5);
    for (let at = 0; at < spans.length; at += size) {
      await ingestSpans(spans.slice(at, at + size), project);
      await expectExact(projectId, random);
      for (const step of shuffled(steps, random).slice(0, 3)) {
        await step();
        await expectExact(projectId, random);
      }
    }
    await settleSessions(Date.now() + 3_600_000);
    await foldSessionChanges();
    await expectExact(projectId, random);
    expect((await verifyDatabase()).differences).toEqual([]);
  },
  300_000,
);

test("figures are exact at every moment while others write, settle and fold", async () => {
  const random = seededRandom(9);
  const project = "busy";
  const projectId = await takeProjectId(project);
  const spans = taggedSpans(9, 120, random);
  const size = Math.ceil(spans.length / 24);
  const scope = { projectId, bounds: { fromMs: null, toMs: null }, live: null };
  let isWriting = true;
  let looks = 0;
  const whileWriting = async (step: () => Promise<unknown>) => {
    while (isWriting) await step();
  };
  const write = async (part: number) => {
    for (let at = part * size; at < spans.length; at += 4 * size) {
      await ingestSpans(spans.slice(at, at + size), project);
      await judgeSome(projectId, random);
    }
  };
  const look = async () => {
    const [row] = await db.execute<{ is_exact: boolean }>(sql`
      select (
        select array[sum(sessions), sum(failed), sum(traces), sum(total_tokens)]
        from (${hourlyTally(scope)}) tally
      ) is not distinct from (
        select array[count(*), count(*) filter (where errors > 0), sum(traces), sum(total_tokens)]::numeric[]
        from sessions where project_id = ${projectId} and traces > 0
      ) or not exists (select 1 from sessions where project_id = ${projectId}) as is_exact`);
    expect(row?.is_exact).toBe(true);
    looks += 1;
  };
  const background = [
    whileWriting(look),
    whileWriting(() => settleSome(5)),
    whileWriting(() => foldSome(10)),
    whileWriting(() => foldSessionChanges()),
    whileWriting(() => deleteSome(projectId, () => random() * 10)),
    whileWriting(sweepRollups),
  ];
  await Promise.all([0, 1, 2, 3].map(write));
  isWriting = false;
  await Promise.all(background);
  expect(looks).toBeGreaterThan(5);
  await expectExact(projectId, random);
  await foldSessionChanges();
  await expectExact(projectId, random);
  expect((await verifyDatabase()).differences).toEqual([]);
}, 300_000);

test("nothing is left of a project whose sessions are all deleted", async () => {
  const projectId = await takeProjectId("emptied");
  await ingestSpans(taggedSpans(21, 20, seededRandom(21)), "emptied");
  await judgeSome(projectId, seededRandom(22));
  await settleSessions(Date.now() + 3_600_000);
  await foldSessionChanges();
  const count = async (table: string) => {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(table)} where project_id = ${projectId}`,
    );
    return row?.count;
  };
  for (const table of counted) expect(await count(table), table).toBeGreaterThan(0);
  await deleteSome(projectId, () => 0);
  await foldSessionChanges();
  await sweepRollups();
  for (const table of counted) expect(await count(table), table).toBe(0);
});

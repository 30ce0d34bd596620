import { sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import {
  type Choice,
  type NumberRange,
  SESSION_SORTS,
  type SessionFilters,
  type SessionQuery,
} from "@/lib/sessions/session-query";
import { startTestDatabase } from "./embedded/test-database";
import { foldSessionChanges } from "./fold-session-changes";
import { getNeighbors } from "./get-neighbors";
import { listSessions } from "./list-sessions";
import { takeProjectId } from "./projects";
import {
  inOrder,
  type KnownSession,
  makeKnownSessions,
  meets,
  storeKnownSessions,
  words,
} from "./testing/known-sessions";
import { seededRandom } from "./testing/random-spans";

// Small enough at times that a few hundred sessions lead down every way of finding them.
const limits = vi.hoisted(() => ({
  effort: {
    ...{ keys: 0, keysOnSecondLook: 0, facetSets: 0, sample: 0, foreignSample: 0 },
    ...{ estimatedMany: 0, estimatedSample: 0, gatheredKeys: 0, keyWalk: 0 },
    ...{
      walk: 0,
      facetWalk: 0,
      saidByFew: 0,
      foreignWalk: 0,
      secondForeignWalk: 0,
      firstTextWalk: 0,
      textWalk: 0,
    },
  },
  countCap: 0,
}));
vi.mock("./search-effort", () => ({ effort: limits.effort }));
vi.mock("./count-cap", () => ({
  get countCap() {
    return limits.countCap;
  },
}));

const { db } = await startTestDatabase();
let projectId: number;
let everything: KnownSession[];
const random = seededRandom(5);

beforeAll(async () => {
  projectId = await takeProjectId("known");
  everything = makeKnownSessions(random, 250, projectId);
  await storeKnownSessions(projectId, everything);
  const elsewhere = await takeProjectId("elsewhere");
  await storeKnownSessions(elsewhere, makeKnownSessions(random, 50, elsewhere));
  await db.execute(
    sql`select count_sessions(array(select session_key from sessions where project_id = ${projectId}), 1)`,
  );
  await foldSessionChanges();
});

test("every filter, order and page shows what it says, however the sessions are found", async () => {
  const ways = new Set<string>();
  for (let round = 0; round < 300; round += 1) {
    chooseLimits();
    // By last activity, words and facets have ways of their own.
    const special = oneOf([null, "q", "model", "tag", "outcome", "error"]);
    const filters = special && special !== "q" ? emptySessionFilters() : chooseFilters();
    if (special) choosers[special]?.(filters);
    const query: SessionQuery = {
      filters,
      sort: special ? "lastActivityAt" : oneOf(SESSION_SORTS),
      dir: oneOf(["asc", "desc"]),
      limit: oneOf([1, 7, 50]),
      cursor: null,
    };
    const expected = inOrder(
      everything.filter((session) => meets(session, filters)),
      query.sort,
      query.dir,
    ).map(({ sessionId }) => sessionId);
    const about = JSON.stringify({ query, limits });

    const found: string[] = [];
    for (let pages = 0; pages === 0 || (query.cursor !== null && pages < 4); pages += 1) {
      const page = await listSessions(projectId, query);
      found.push(...page.rows.map(({ sessionId }) => sessionId));
      query.cursor = page.nextCursor;
      ways.add(`exact: ${page.total.exact}`);
      if (page.total.exact) expect(page.total.count, about).toBe(expected.length);
      else expect(page.total.count, about).toBeLessThanOrEqual(expected.length);
    }
    expect(found, about).toEqual(expected.slice(0, found.length));
    if (query.cursor === null) expect(found.length, about).toBe(expected.length);

    const place = Math.floor(random() * found.length);
    const session = found[place];
    if (session === undefined) continue;
    const neighbors = await getNeighbors(projectId, session, query);
    expect(neighbors, about).toMatchObject({
      previous: expected[place - 1] ?? null,
      next: expected[place + 1] ?? null,
    });
    ways.add(`place: ${neighbors?.position !== null}`);
    expect([place + 1, null], about).toContain(neighbors?.position);
  }
  expect([...ways].sort()).toEqual(["exact: false", "exact: true", "place: false", "place: true"]);
}, 60_000);

test("a text of few sessions is found in all of them", async () => {
  Object.assign(limits.effort, {
    ...{ keys: 5_000, sample: 1_000, foreignWalk: 8_000 },
    ...{ estimatedMany: 0, estimatedSample: 2_000 },
  });
  limits.countCap = 10_000;
  const filters = { ...emptySessionFilters(), q: '"beta gamma delta"' };
  const expected = everything.filter((session) => meets(session, filters));
  expect(expected.length).toBeGreaterThan(0);
  const { total } = await listSessions(projectId, {
    ...{ filters, sort: "turns", dir: "asc", limit: 50, cursor: null },
  });
  expect(total).toEqual({ count: expected.length, exact: true });
});

function chooseLimits(): void {
  Object.assign(limits.effort, {
    keys: oneOf([1, 20, 5_000]),
    keysOnSecondLook: oneOf([2, 60, 5_000]),
    facetSets: oneOf([1, 1_000]),
    sample: oneOf([3, 1_000]),
    estimatedMany: oneOf([0, 120_000]),
    estimatedSample: oneOf([4, 2_000]),
    gatheredKeys: oneOf([1, 1_500]),
    keyWalk: oneOf([3, 30, 8_000]),
    foreignSample: oneOf([2, 300]),
    walk: oneOf([2, 30, 8_000]),
    foreignWalk: oneOf([2, 30, 8_000]),
    secondForeignWalk: oneOf([5, 100, 8_000]),
    facetWalk: oneOf([1, 30, 1_000]),
    saidByFew: oneOf([1, 60, 1_000]),
    firstTextWalk: oneOf([2, 30]),
    textWalk: oneOf([5, 60, 4_000]),
  });
  limits.countCap = oneOf([2, 40, 10_000]);
}

/** One to four filters at once. */
function chooseFilters(): SessionFilters {
  const filters = emptySessionFilters();
  const count = Math.floor(random() * 5);
  for (let index = 0; index < count; index += 1) oneOf(Object.values(choosers))(filters);
  return filters;
}

const choosers: Record<string, (filters: SessionFilters) => void> = {
  from: (filters) => Object.assign(filters, { from: atHour() }),
  to: (filters) => Object.assign(filters, { to: atHour() }),
  q: (filters) => Object.assign(filters, { q: someTerms() }),
  user: (filters) => choose(filters.user, () => `user-${upTo(7)}`),
  model: (filters) => choose(filters.model, () => oneOf(["gpt", "claude", "none"])),
  tag: (filters) => choose(filters.tag, () => oneOf(["beta", "vip"])),
  outcome: (filters) =>
    choose(filters.outcome, () => {
      const name = oneOf(["goal", "tone"]);
      const match = oneOf(["label", "any", "missing"] as const);
      return match === "label" ? { name, match, label: `label-${upTo(3)}` } : { name, match };
    }),
  metadata: (filters) => choose(filters.metadata, () => ({ key: "tenant", value: `t${upTo(4)}` })),
  score: (filters) =>
    choose(filters.score, () => ({ name: oneOf(["goal", "tone"]), ...range(10, 10) })),
  error: (filters) => Object.assign(filters, { error: oneOf([true, false]) }),
  live: (filters) => Object.assign(filters, { live: oneOf([true, false]) }),
  duration: (filters) => Object.assign(filters, { duration: range(5_000) }),
  turns: (filters) => Object.assign(filters, { turns: range(4) }),
  traces: (filters) => Object.assign(filters, { traces: range(4) }),
  tokens: (filters) => Object.assign(filters, { tokens: range(50) }),
  cost: (filters) => Object.assign(filters, { cost: range(20, 1_000) }),
};

function someTerms(): string {
  const term = () => {
    const [first, second] = [oneOf(words), oneOf(words)];
    const text = oneOf([first, first.slice(0, 3), `"${first}"`, `"${first} ${second}"`]);
    return oneOf([text, text, `-${text}`]);
  };
  return oneOf([term(), `${term()} ${term()}`]);
}

function choose<T>({ include, exclude }: Choice<T>, make: () => T): void {
  oneOf([include, include, exclude]).push(make());
  if (random() < 0.3) oneOf([include, exclude]).push(make());
}

/** Of parts of `most`, either end open at times. */
function range(most: number, parts = 1): NumberRange {
  const [a, b] = [upTo(most) / parts, upTo(most) / parts];
  const [min, max] = [Math.min(a, b), Math.max(a, b)];
  return oneOf([
    { min, max },
    { min, max: null },
    { min: null, max },
  ]);
}

function atHour(): string {
  return new Date(Date.UTC(2026, 9, 1) + upTo(40) * 3_600_000).toISOString();
}

function upTo(most: number): number {
  return Math.floor(random() * most);
}

function oneOf<T>(values: readonly T[]): T {
  const value = values[upTo(values.length)];
  if (value === undefined) throw new Error("There is nothing to choose from.");
  return value;
}

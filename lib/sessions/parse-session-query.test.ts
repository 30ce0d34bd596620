import { describe, expect, it } from "vitest";
import { emptySessionFilters, parseSessionQuery } from "./parse-session-query";
import { PARAMETER_NAMES } from "./session-parameters";
import type { Choice, NumberRange, OutcomeFilter, SessionQuery } from "./session-query";
import { SESSION_SORTS, TIME_RANGES } from "./session-query";
import { toFilterParams, toSearchParams } from "./to-search-params";

function parse(search: string) {
  return parseSessionQuery(new URLSearchParams(search));
}

describe("reading", () => {
  it("falls back to the newest fifty sessions of all time", () => {
    const { query, problems } = parse("");
    expect(problems).toEqual([]);
    expect(query).toMatchObject({ sort: "lastActivityAt", dir: "desc", limit: 50, cursor: null });
    expect(query.filters).toEqual(emptySessionFilters());
    expect(toSearchParams(query).toString()).toBe("");
  });

  it("reads every parameter of api.md", () => {
    const { query, problems } = parse(
      "sort=totalTokens&dir=asc&limit=200&cursor=abc&range=7d&q=lost+order&user=u-1&user=u-2" +
        "&model=-gpt-4o&tag=%5C-beta&outcome=frustration:frustrated&outcome=goal:*&outcome=-tone:-" +
        "&metadata=plan:pro:eu&score=goal:0.5..&error=true&live=false&duration=1000..2000&turns=..3" +
        "&traces=2..2&tokens=1000..&cost=0.001..1e1",
    );
    expect(problems).toEqual([]);
    expect(query).toEqual({
      sort: "totalTokens",
      dir: "asc",
      limit: 200,
      cursor: "abc",
      filters: {
        range: "7d",
        from: null,
        to: null,
        q: "lost order",
        user: { include: ["u-1", "u-2"], exclude: [] },
        model: { include: [], exclude: ["gpt-4o"] },
        tag: { include: ["-beta"], exclude: [] },
        outcome: {
          include: [
            { name: "frustration", match: "label", label: "frustrated" },
            { name: "goal", match: "any" },
          ],
          exclude: [{ name: "tone", match: "missing" }],
        },
        metadata: { include: [{ key: "plan", value: "pro:eu" }], exclude: [] },
        score: { include: [{ name: "goal", min: 0.5, max: null }], exclude: [] },
        error: true,
        live: false,
        duration: { min: 1000, max: 2000 },
        turns: { min: null, max: 3 },
        traces: { min: 2, max: 2 },
        tokens: { min: 1000, max: null },
        cost: { min: 0.001, max: 10 },
      },
    });
  });

  it("splits a name from its label at the first colon that is not escaped", () => {
    const { query } = parse(String.raw`outcome=a\:b:c:d&outcome=a\\:b&outcome=n:\*&outcome=n:\-`);
    expect(query.filters.outcome.include).toEqual([
      { name: "a:b", match: "label", label: "c:d" },
      { name: "a\\", match: "label", label: "b" },
      { name: "n", match: "label", label: "*" },
      { name: "n", match: "label", label: "-" },
    ]);
  });

  it("takes times in any zone and keeps them as UTC", () => {
    const { query, problems } = parse("from=2026-11-21T08:30:00%2B01:00&to=2026-11-22");
    expect(problems).toEqual([]);
    expect(query.filters.from).toBe("2026-11-21T07:30:00.000Z");
    expect(query.filters.to).toBe("2026-11-22T00:00:00.000Z");
  });

  it("repairs text as received text was repaired", () => {
    expect(parse("user=a%00b&q=%00").query.filters).toMatchObject({
      user: { include: ["a\uFFFDb"] },
      q: "\uFFFD",
    });
  });
});

describe("what is wrong", () => {
  it.each([
    ["sort=title", "sort", [...SESSION_SORTS]],
    ["sort=__proto__", "sort", [...SESSION_SORTS]],
    ["dir=up", "dir", ["asc", "desc"]],
    ["range=2h", "range", [...TIME_RANGES]],
    ["limit=0", "limit", ["1..200"]],
    ["limit=201", "limit", ["1..200"]],
    ["limit=5.5", "limit", ["1..200"]],
    ["error=yes", "error", ["true", "false"]],
    ["turns=3", "turns", ["min..max", "min..", "..max"]],
    ["turns=..", "turns", ["min..max", "min..", "..max"]],
    ["turns=5..3", "turns", ["min..max", "min..", "..max"]],
    ["turns=1.5..", "turns", ["min..max", "min..", "..max"]],
    ["tokens=-1..", "tokens", ["min..max", "min..", "..max"]],
    ["tokens=1e30..", "tokens", ["min..max", "min..", "..max"]],
    ["cost=NaN..", "cost", ["min..max", "min..", "..max"]],
    ["cost=..0x10", "cost", ["min..max", "min..", "..max"]],
    ["user=", "user", ["user id", "-user id"]],
    ["user=-", "user", ["user id", "-user id"]],
    ["outcome=frustrated", "outcome", undefined],
    ["outcome=:frustrated", "outcome", undefined],
    ["score=goal:high", "score", undefined],
    ["metadata=plan", "metadata", undefined],
    ["from=yesterday", "from", undefined],
    ["from=2026-13-01", "from", undefined],
    ["from=0000-01-01", "from", undefined],
    ["from=0001-01-01T00:00:00%2B01:00", "from", undefined],
    ["to=9999-12-31T23:59:59-01:00", "to", undefined],
    ["from=2026-11-21T08:30:00", "from", undefined],
    ["from=2026-11-22&to=2026-11-21", "to", undefined],
    ["error=true&error=false", "error", undefined],
    ["cursor=", "cursor", undefined],
    [`q=${"x".repeat(1001)}`, "q", undefined],
    [`user=${"x".repeat(5000)}`, "user", undefined],
  ])("names the parameter of %s", (search, parameter, allowed) => {
    const { problems } = parse(search);
    expect(problems.map((problem) => problem.parameter)).toEqual([parameter]);
    expect(problems[0]?.message).not.toBe("");
    if (allowed) expect(problems[0]?.allowed).toEqual(allowed);
  });

  it("names an unknown parameter and lists the known ones", () => {
    const { query, problems } = parse("usr=u-1&user=u-2&constructor=1");
    expect(problems.map(({ parameter }) => parameter)).toEqual(["usr", "constructor"]);
    expect(problems[0]?.allowed).toEqual(PARAMETER_NAMES);
    expect(query.filters.user.include).toEqual(["u-2"]);
  });

  it("lets a caller read parameters of its own", () => {
    expect(parseSessionQuery(new URLSearchParams("format=csv"), ["format"]).problems).toEqual([]);
  });

  it("keeps the good values beside a bad one", () => {
    const { query, problems } = parse("outcome=broken&outcome=goal:achieved&limit=x");
    expect(problems).toHaveLength(2);
    expect(query.filters.outcome.include).toHaveLength(1);
    expect(query.limit).toBe(50);
  });

  it("bounds the number of values", () => {
    const many = Array.from({ length: 101 }, (_, index) => `tag=t${index}`).join("&");
    const { query, problems } = parse(many);
    expect(query.filters.tag.include).toHaveLength(100);
    expect(problems[0]?.parameter).toBe("tag");
  });
});

describe("round trips", () => {
  const random = seeded(20261121);

  function pick<T>(options: readonly T[], fallback: T): T {
    return options[Math.floor(random() * options.length)] ?? fallback;
  }
  const PIECES = [
    "-",
    "\\",
    ":",
    "*",
    "..",
    "=",
    "&",
    "%00",
    "+",
    " ",
    "#",
    "é",
    "🙂",
    "\u202e",
    "\n",
  ];
  function hostile(): string {
    const length = 1 + Math.floor(random() * 6);
    return Array.from({ length }, () => pick([...PIECES, "a", "null", "__proto__"], "a")).join("");
  }
  function list<T>(make: () => T): T[] {
    return Array.from({ length: Math.floor(random() * 4) }, make);
  }
  function choice<T>(make: () => T): Choice<T> {
    return { include: list(make), exclude: list(make) };
  }
  function range(whole: boolean): NumberRange | null {
    const ends = [random(), random()].map((end) => (whole ? Math.floor(end * 1e6) : end / 1e4));
    const [min = 0, max = 0] = ends.sort((a, b) => a - b);
    return pick<NumberRange | null>(
      [null, { min, max }, { min, max: null }, { min: null, max }],
      null,
    );
  }
  function outcome(): OutcomeFilter {
    const name = hostile();
    return pick<OutcomeFilter>(
      [
        { name, match: "any" },
        { name, match: "missing" },
        { name, match: "label", label: pick(["*", "-", "\\*", "\\-", "", "\\", hostile()], "") },
      ],
      { name, match: "any" },
    );
  }
  function query(): SessionQuery {
    const iso = () => new Date(Math.floor(random() * 2e12)).toISOString();
    const [from = null, to = null] = [iso(), iso()].sort();
    return {
      sort: pick(SESSION_SORTS, "startedAt"),
      dir: pick(["asc", "desc"], "asc"),
      limit: 1 + Math.floor(random() * 200),
      cursor: pick([null, hostile()], null),
      filters: {
        range: pick(TIME_RANGES, "all"),
        from: pick([null, from], null),
        to: pick([null, to], null),
        q: pick(["", hostile()], ""),
        user: choice(hostile),
        model: choice(hostile),
        tag: choice(hostile),
        outcome: choice(outcome),
        metadata: choice(() => ({ key: hostile(), value: pick(["", hostile()], "") })),
        score: choice(() => ({ name: hostile(), ...(range(false) ?? { min: -1.5, max: null }) })),
        error: pick([null, true, false], null),
        live: pick([null, true, false], null),
        duration: range(true),
        turns: range(true),
        traces: range(true),
        tokens: range(true),
        cost: range(false),
      },
    };
  }

  it("reads back what it wrote, whatever the values", () => {
    for (let trial = 0; trial < 2000; trial++) {
      const before = query();
      const search = toSearchParams(before).toString();
      const { query: after, problems } = parse(search);
      expect(problems, search).toEqual([]);
      expect(after, search).toEqual(before);
    }
  });

  it("leaves order and page out of the filters' own parameters", () => {
    const { query } = parse("sort=turns&limit=10&cursor=c&user=u-1");
    expect(toFilterParams(query.filters).toString()).toBe("user=u-1");
  });
});

/** mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

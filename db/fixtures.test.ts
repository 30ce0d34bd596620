import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodeTraces } from "@/lib/otlp/decode-traces";
import type { Span } from "@/lib/otlp/span";
import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import type { TraceSpan } from "@/lib/trace/stored-span";
import { startTestDatabase } from "./embedded/test-database";
import { getTraceDetail } from "./get-trace-detail";
import { ingestSpans } from "./ingest-spans";
import { listSessions } from "./list-sessions";
import { takeProjectId } from "./projects";
import { getSessionDetail } from "./testing/get-session-detail";
import { seededRandom, shuffled } from "./testing/random-spans";
import { verifyDatabase } from "./verify";

await startTestDatabase();

const fixtures = path.join(process.cwd(), "e2e", "fixtures");

function readSpans(file: string): Span[] {
  const body = readFileSync(path.join(fixtures, file));
  const inflated = file.endsWith(".gz") ? gunzipSync(body) : body;
  return decodeTraces(inflated, file.endsWith(".json") ? "json" : "protobuf").spans;
}

async function listFigures(project: string) {
  const page = await listSessions(await takeProjectId(project), {
    filters: emptySessionFilters(),
    sort: "startedAt",
    dir: "asc",
    limit: 200,
    cursor: null,
  });
  return page.rows.map((row) => [
    row.sessionId,
    row.traces,
    row.turns,
    row.promptTokens,
    row.completionTokens,
    row.errors,
  ]);
}

/** Session: traces, turns, prompt and completion tokens, error spans, as captured. */
const openai = [
  ["sess-A-0001", 3, 3, 645, 120, 0],
  ["sess-B-0002", 3, 2, 324, 62, 0],
  ["sess-C-0003", 2, 2, 60, 9, 1],
];
const single = [["sess-D-0004", 1, 1, 36, 9, 0]];
const sdk7 = [["ai7-sess-1", 4, 4, 510, 109, 3]];
const sdk6 = [["ai6-meta-sess", 4, 4, 510, 109, 2]];
const captured: [string, unknown[][]][] = [
  ["otlp/openai-json-003.json", openai],
  ["otlp/openai-proto-001.pb", openai],
  ["otlp/openai-protogz-002.pb.gz", openai],
  ["otlp/openai-json-005.json", single],
  ["otlp/openai-proto-004.pb", single],
  ["otlp/ai7oi-json-002.json", sdk7],
  ["otlp/ai7oi-proto-001.pb", sdk7],
  ["otlp/ai6oi-json-002.json", sdk6],
  ["otlp/ai6oi-proto-001.pb", sdk6],
  ["otlp/langfuse-json-001.json", [["lf-sess-1", 4, 4, 953, 129, 1]]],
  ["otlp/phoenixotel-001.pb", [["sess-D-0004", 1, 1, 11, 9, 0]]],
];

describe.each(captured)("%s", (file, expected) => {
  test("gives the captured sessions", async () => {
    await ingestSpans(readSpans(file), file);
    expect(await listFigures(file)).toEqual(expected);
  });

  test("gives the same one span at a time, backwards and shuffled", async () => {
    const spans = readSpans(file);
    for (const [name, order] of [
      ["backwards", [...spans].reverse()],
      ["shuffled", shuffled(spans, seededRandom(7))],
    ] as const) {
      for (const span of order) await ingestSpans([span], `${file} ${name}`);
      expect(await listFigures(`${file} ${name}`)).toEqual(expected);
    }
  });
});

const oneTurn = [["sess-A-0001", 1, 1, 159, 53, 0]];
const untidy: [string, string[], unknown[][]][] = [
  [
    "children first, the root later",
    ["01-batch1-children-first.json", "01-batch2-root-later.json"],
    oneTurn,
  ],
  [
    "a batch again",
    [
      "01-batch1-children-first.json",
      "02-retry-duplicate-of-batch1.json",
      "01-batch2-root-later.json",
    ],
    oneTurn,
  ],
  ["the session only on the root", ["03-session-only-on-root.json"], oneTurn],
  ["the session only on one child", ["04-session-only-on-one-llm-child.json"], oneTurn],
  ["a root whose parent never came", ["05-orphan-root-parent-never-exported.json"], oneTurn],
  [
    "two sessions in one trace",
    ["06-two-session-ids-in-one-trace.json"],
    [["sess-OTHER", 1, 1, 159, 53, 0]],
  ],
  ["a child before its parent", ["07-clock-skew-child-before-parent.json"], oneTurn],
];

test.each(untidy)(
  "%s, in every order of arrival",
  async (name, files, expected) => {
    const spans = files.flatMap((file) => readSpans(`otlp-adversarial/${file}`));
    for (const [index, order] of permutations(spans).entries()) {
      const project = `${name} ${index}`;
      for (const span of order) await ingestSpans([span], project);
      expect(await listFigures(project), order.map(({ spanId }) => spanId).join(" ")).toEqual(
        expected,
      );
    }
  },
  60_000,
);

test("end before start is no duration, end 0 still runs", async () => {
  await ingestSpans(readSpans("otlp-adversarial/08-end-before-start-and-zero-end.json"), "ends");
  const detail = await getSessionDetail(await takeProjectId("ends"), "sess-A-0001");
  expect(detail?.session).toMatchObject({ spans: 2, turns: 1 });
  const traceId = detail?.turns[0]?.traceIds[0] ?? "";
  const trace = await getTraceDetail(await takeProjectId("ends"), traceId);
  const durationMs = ({ startedAt, endedAt }: TraceSpan) =>
    endedAt && Date.parse(endedAt) - Date.parse(startedAt);
  expect(trace?.spans.map((span) => [span.kind, durationMs(span)])).toEqual([
    ["AGENT", 0],
    ["LLM", null],
  ]);
});

test("a session id that is a number counts as its text, a blank one as none", async () => {
  await ingestSpans(readSpans("otlp-adversarial/10-session-id-odd-types.json"), "odd");
  expect(await listFigures("odd")).toEqual([["12345", 1, 1, null, null, 0]]);
});

test("every figure of all of them equals its recount", async () => {
  expect((await verifyDatabase()).differences).toEqual([]);
}, 60_000);

/** Every order of up to four, some orders of more. */
function permutations<T>(items: T[]): T[][] {
  if (items.length > 4)
    return [1, 2, 3, 4, 5, 6].map((seed) => shuffled(items, seededRandom(seed)));
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

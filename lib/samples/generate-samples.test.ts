import { describe, expect, it } from "vitest";
import { generateSamples } from "./generate-samples";
import type { SpanJson } from "./otlp-json";
import { firstSampleSessionId, planSessions, SAMPLE_SPAN_MS } from "./plan-sessions";
import { SAMPLE_PROJECT } from "./sample-project";

const input = { seed: "test", now: new Date("2026-11-21T10:00:00.000Z") };
const requests = [...generateSamples(input)];
const spans = requests.flatMap(({ resourceSpans }) =>
  resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
);
const plans = planSessions(input);

function attribute(span: SpanJson, key: string): unknown {
  const value = span.attributes.find((entry) => entry.key === key)?.value;
  return value && Object.values(value)[0];
}

function kindOf(span: SpanJson): unknown {
  return attribute(span, "openinference.span.kind");
}

describe("generateSamples", { timeout: 30_000 }, () => {
  it("gives the same bytes for the same seed and time", () => {
    expect(JSON.stringify([...generateSamples(input)])).toBe(JSON.stringify(requests));
  });

  it("keeps every id when only the time moves on", () => {
    const later = [...generateSamples({ ...input, now: new Date("2026-12-02T03:17:00.000Z") })];
    const ids = later.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap((resource) =>
        resource.scopeSpans.flatMap((scope) => scope.spans.map(({ spanId }) => spanId)),
      ),
    );
    const before = new Set(spans.map(({ spanId }) => spanId));
    // Conversations of the last hours are not judged yet, so their EVALUATOR spans come and go.
    expect(ids.filter((id) => !before.has(id)).length).toBeLessThan(40);
  });

  it("tells about 300 sessions of about 60 users within the two weeks before now", () => {
    const sessions = new Set(spans.map((span) => attribute(span, "session.id")));
    const users = new Set(spans.map((span) => attribute(span, "user.id")).filter(Boolean));
    expect(sessions.size).toBeGreaterThan(270);
    expect(sessions.size).toBeLessThan(330);
    expect(users.size).toBeGreaterThan(55);
    const start = BigInt(input.now.getTime() - SAMPLE_SPAN_MS) * 1_000_000n;
    const end = BigInt(input.now.getTime()) * 1_000_000n;
    for (const span of spans) {
      expect(BigInt(span.startTimeUnixNano)).toBeGreaterThanOrEqual(start - 3_600_000_000_000n);
      expect(BigInt(span.endTimeUnixNano)).toBeLessThanOrEqual(end);
      expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
    }
  });

  it("begins exactly two weeks before now, so that now can be told from what is stored", () => {
    const first = Math.min(...plans.map(({ startMs }) => startMs));
    expect(first).toBe(input.now.getTime() - SAMPLE_SPAN_MS);
    expect(plans[0]?.sessionId).toBe(firstSampleSessionId(input.seed));
  });

  it("sends valid, distinct ids, and every parent in its trace", () => {
    const bySpanId = new Map(spans.map((span) => [span.spanId, span]));
    expect(bySpanId.size).toBe(spans.length);
    for (const span of spans) {
      expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
      if (span.parentSpanId) expect(bySpanId.get(span.parentSpanId)?.traceId).toBe(span.traceId);
    }
  });

  it("names the project in every resource and stays far below the size limit", () => {
    for (const request of requests) {
      for (const { resource } of request.resourceSpans) {
        expect(JSON.stringify(resource)).toContain(SAMPLE_PROJECT);
      }
      expect(JSON.stringify(request).length).toBeLessThan(16_000_000);
    }
  });

  it("resends the whole history with every model call", () => {
    const long = plans.toSorted(
      (a, b) => b.conversation.turns.length - a.conversation.turns.length,
    )[0];
    const calls = spans.filter(
      (span) => kindOf(span) === "LLM" && attribute(span, "session.id") === long?.sessionId,
    );
    const messages = calls.map(
      (span) =>
        span.attributes.filter(({ key }) => /^llm\.input_messages\.\d+\.message\.role$/.test(key))
          .length,
    );
    expect(long?.conversation.turns.length).toBeGreaterThanOrEqual(60);
    expect(Math.max(...messages)).toBeGreaterThan(100);
  });

  it("holds errors, tool failures, streams without counts and an unknown price", () => {
    const llm = spans.filter((span) => kindOf(span) === "LLM");
    const failed = spans.filter(({ status }) => status.code === 2);
    const silent = llm.filter(
      (span) => span.status.code === 1 && attribute(span, "llm.token_count.total") === undefined,
    );
    expect(failed.some((span) => kindOf(span) === "TOOL")).toBe(true);
    expect(failed.some((span) => kindOf(span) === "LLM")).toBe(true);
    const lone = failed.filter(
      (span) =>
        kindOf(span) === "AGENT" && !llm.some(({ parentSpanId }) => parentSpanId === span.spanId),
    );
    expect(lone.length).toBeGreaterThan(3);
    expect(silent.length).toBeGreaterThan(20);
    expect(llm.some((span) => attribute(span, "llm.model_name") === "oak-support-9b")).toBe(true);
  });

  it("judges most sessions, in place or afterwards, each time with a reason", () => {
    const judged = spans.filter((span) => attribute(span, "session.evaluations.0.evaluation.name"));
    const carriers = judged.filter((span) => kindOf(span) === "EVALUATOR");
    expect(judged.length).toBeGreaterThan(plans.length * 0.7);
    expect(carriers.length).toBeGreaterThan(100);
    expect(judged.length - carriers.length).toBeGreaterThan(40);
    for (const span of judged) {
      expect(attribute(span, "session.evaluations.0.evaluation.explanation")).toBeTruthy();
    }
    const linked = spans.filter(({ links }) => links.length === 1);
    expect(linked.length).toBeGreaterThan(10);
  });

  it("opens conversations in ever other words", () => {
    const openings = new Set(plans.map(({ conversation }) => conversation.turns[0]?.user));
    expect(openings.size).toBeGreaterThan(plans.length * 0.8);
  });
});

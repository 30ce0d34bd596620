import { describe, expect, it } from "vitest";
import { isoMicros } from "./iso-micros";
import { spanBar, spanDurationMs, traceTimeline } from "./trace-timeline";

function span(startedAt: string, endedAt: string | null) {
  return { spanId: "s", parentSpanId: null, startedAt, endedAt };
}

describe("isoMicros", () => {
  it("keeps microseconds", () => {
    expect(isoMicros("2026-11-14T10:00:00.000123Z") - isoMicros("2026-11-14T10:00:00Z")).toBe(123);
    expect(isoMicros("2026-11-14T10:00:00.5Z") - isoMicros("2026-11-14T10:00:00Z")).toBe(500_000);
    expect(isoMicros("1969-12-31T23:59:59.250000Z")).toBe(-750_000);
    expect(isoMicros("soon")).toBeNaN();
  });
});

describe("traceTimeline", () => {
  const spans = [
    span("2026-11-14T10:00:01.000000Z", "2026-11-14T10:00:03.000000Z"),
    span("2026-11-14T10:00:00.000000Z", "2026-11-14T10:00:01.000000Z"),
    span("2026-11-14T10:00:03.500000Z", null),
  ];

  it("spans the first start to the last end", () => {
    const { startMicros, endMicros } = traceTimeline(spans);
    expect(endMicros - startMicros).toBe(3_500_000);
    expect(traceTimeline([])).toEqual({ startMicros: 0, endMicros: 1 });
  });

  it("places bars; a running span reaches the end, a wrong end has no width", () => {
    const timeline = traceTimeline(spans.slice(0, 2));
    expect(
      spanBar(span("2026-11-14T10:00:01.500000Z", "2026-11-14T10:00:03.000000Z"), timeline),
    ).toEqual({ left: 50, width: 50 });
    expect(spanBar(span("2026-11-14T10:00:01.500000Z", null), timeline).width).toBe(50);
    expect(
      spanBar(span("2026-11-14T10:00:01.500000Z", "2026-11-14T10:00:01.000000Z"), timeline).width,
    ).toBe(0);
    expect(spanBar(span("never", null), timeline)).toEqual({ left: 0, width: 0 });
  });

  it("keeps durations below a millisecond", () => {
    const short = span("2026-11-14T10:00:00.000100Z", "2026-11-14T10:00:00.000350Z");
    expect(spanDurationMs(short)).toBe(0.25);
    expect(spanDurationMs(span("2026-11-14T10:00:00Z", null))).toBeNull();
  });
});

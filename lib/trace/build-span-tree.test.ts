import { describe, expect, it } from "vitest";
import { buildSpanTree, type TreeSpan, visibleRows } from "./build-span-tree";

function span(spanId: string, parentSpanId: string | null, startMs: number): TreeSpan {
  const startedAt = new Date(Date.UTC(2026, 10, 14) + startMs).toISOString();
  return { spanId, parentSpanId, startedAt, endedAt: null };
}

function outline(spans: TreeSpan[]): string[] {
  return buildSpanTree(spans).map((row) => "  ".repeat(row.depth) + row.span.spanId);
}

describe("buildSpanTree", () => {
  it("puts parents first and siblings by start, whatever the order of arrival", () => {
    const spans = [span("c", "a", 3), span("d", "b", 2), span("b", "a", 1), span("a", null, 0)];
    expect(outline(spans)).toEqual(["a", "  b", "    d", "  c"]);
    expect(outline(spans.reverse())).toEqual(["a", "  b", "    d", "  c"]);
  });

  it("keeps the order of arrival among equal starts", () => {
    expect(outline([span("a", null, 0), span("z", "a", 1), span("y", "a", 1)])).toEqual([
      "a",
      "  z",
      "  y",
    ]);
  });

  it("marks spans whose parent has not arrived", () => {
    const rows = buildSpanTree([span("a", null, 0), span("b", "missing", 1), span("c", "b", 2)]);
    expect(rows.map((row) => [row.span.spanId, row.depth, row.oddity])).toEqual([
      ["a", 0, null],
      ["b", 0, "orphan"],
      ["c", 1, null],
    ]);
  });

  it("cuts circles at their earliest span and shows every span once", () => {
    const rows = buildSpanTree([
      span("self", "self", 0),
      span("y", "x", 2),
      span("x", "y", 1),
      span("below", "y", 3),
    ]);
    expect(rows.map((row) => [row.span.spanId, row.depth, row.oddity, row.children])).toEqual([
      ["self", 0, "circle", 0],
      ["x", 0, "circle", 1],
      ["y", 1, null, 1],
      ["below", 2, null, 0],
    ]);
  });

  it("marks a child that starts before its parent", () => {
    const rows = buildSpanTree([span("a", null, 10), span("b", "a", 4)]);
    expect(rows.map((row) => row.early)).toEqual([false, true]);
  });

  it("folds a subtree", () => {
    const rows = buildSpanTree([
      span("a", null, 0),
      span("b", "a", 1),
      span("c", "b", 2),
      span("d", "a", 3),
    ]);
    expect(rows.map((row) => row.end)).toEqual([4, 3, 3, 4]);
    expect(visibleRows(rows, new Set(["b"]))).toEqual([0, 1, 3]);
    expect(visibleRows(rows, new Set(["a"]))).toEqual([0]);
  });

  it("takes a chain of 20,000 and a fan of 20,000", () => {
    const chain = Array.from({ length: 20_000 }, (_, at) =>
      span(String(at), at === 0 ? null : String(at - 1), at),
    );
    const rows = buildSpanTree(chain);
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)?.depth).toBe(19_999);
    expect(visibleRows(rows, new Set(["10"]))).toHaveLength(11);
    const fan = [
      span("root", null, 0),
      ...Array.from({ length: 20_000 }, (_, at) => span(`f${at}`, "root", at)),
    ];
    expect(buildSpanTree(fan)).toHaveLength(20_001);
  });
});

import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/testing/cpu-ms";
import { jsonPathText } from "./json-path-text";
import { RANGE_SIZE } from "./json-shape";
import { JsonTree, MAX_LINES } from "./json-tree";

/** Key (or text) and depth of every visible row. */
function outline(tree: JsonTree): string[] {
  return tree.rows(0, tree.lineCount).map(({ child, depth }) => {
    const name = child.type === "entry" ? child.key : child.type === "range" ? "…" : child.text;
    return `${"  ".repeat(depth)}${name}`;
  });
}

function nest(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

const DOCUMENT = { a: { b: [1, { c: true }], d: {} }, e: "text", f: ["x"] };

describe("JsonTree", () => {
  it("shows the first level only", () => {
    expect(outline(new JsonTree(DOCUMENT))).toEqual(["", "  a", "  e", "  f"]);
  });

  it("opens and closes in place", () => {
    const tree = new JsonTree(DOCUMENT);
    tree.open(tree.rowAtLine(1));
    tree.open(tree.rowAtLine(2));
    expect(outline(tree)).toEqual([
      "",
      "  a",
      "    b",
      "      0",
      "      1",
      "    d",
      "  e",
      "  f",
    ]);
    tree.open(tree.rowAtLine(7));
    tree.close(tree.rowAtLine(1));
    expect(outline(tree)).toEqual(["", "  a", "  e", "  f", "    0"]);
    tree.close(tree.rowAtLine(0));
    expect(outline(tree)).toEqual([""]);
  });

  it("finds every row again by its line", () => {
    const tree = new JsonTree(DOCUMENT);
    tree.openToDepth(Number.POSITIVE_INFINITY);
    tree.rows(0, tree.lineCount).forEach((row, line) => {
      expect(row.line).toBe(line);
      if (row.parent) expect(row.parent.lineOf(row.index)).toBe(line);
      expect(tree.rowAtLine(tree.parentLine(row)).depth).toBe(Math.max(0, row.depth - 1));
    });
  });

  it("opens to a depth", () => {
    const tree = new JsonTree(DOCUMENT);
    tree.openToDepth(2);
    expect(outline(tree)).toEqual(["", "  a", "    b", "    d", "  e", "  f", "    0"]);
    tree.openToDepth(0);
    expect(tree.lineCount).toBe(1);
  });

  it("opens what leads to a node", () => {
    const tree = new JsonTree(DOCUMENT);
    const line = tree.reveal([0, 0, 1, 0]);
    const row = tree.rowAtLine(line);
    expect(row.child).toEqual({ type: "entry", key: "c", value: true });
    expect(jsonPathText(row)).toBe("a.b[1].c");
    expect(tree.reveal([])).toBe(0);
    expect(tree.reveal([7, 7])).toBeLessThan(tree.lineCount + 8);
  });

  it("writes odd keys in paths so that they can be pasted", () => {
    const tree = new JsonTree({ 'say "hi"': [{ "": 1 }] });
    expect(jsonPathText(tree.rowAtLine(tree.reveal([0, 0, 0])))).toBe('["say \\"hi\\""][0][""]');
  });

  it("keeps what is open over a newer value", () => {
    const tree = new JsonTree(DOCUMENT);
    tree.reveal([0, 0, 1, 0]);
    const next = tree.rebase({ new: 0, ...DOCUMENT, f: ["x", "y"] });
    expect(outline(next)).toEqual([
      "",
      "  new",
      "  a",
      "    b",
      "      0",
      "      1",
      "        c",
      "    d",
      "  e",
      "  f",
    ]);
    expect(next.rowAtLine(6).id).toBe(tree.rowAtLine(5).id);
    expect(new Set(next.rows(0, next.lineCount).map(({ id }) => id)).size).toBe(next.lineCount);
    tree.close(tree.rowAtLine(0));
    expect(tree.rebase(DOCUMENT).lineCount).toBe(1);
  });

  it("opens a long string into rows that keep their measured height", () => {
    const text = `${"word ".repeat(900)}\n${"x".repeat(5000)}`;
    const tree = new JsonTree({ text, after: 1 });
    tree.open(tree.rowAtLine(1));
    const rows = tree.rows(2, tree.lineCount - 1);
    expect(rows.map(({ child }) => (child.type === "text" ? child.text : "")).join("")).toBe(text);
    expect(rows.length).toBeGreaterThan(3);
    const second = rows[1];
    if (second === undefined) throw new Error("no second row");
    tree.setLines(second, 30);
    const { line } = second;
    expect(tree.rowAtLine(line + 15)).toMatchObject({ line, lines: 30 });
    expect(tree.rowAtLine(tree.lineCount - 1).child).toMatchObject({ key: "after" });
    const { line: last, lines } = tree.rowAtLine(tree.reveal([0], text.length - 1));
    expect(last + lines).toBe(tree.lineCount - 1);
  });

  it("opens 50 MB of text", () => {
    const ms = cpuMs(() => {
      const tree = new JsonTree(["x".repeat(25_000_000), "a line\n".repeat(3_500_000)]);
      tree.open(tree.rowAtLine(2));
      tree.open(tree.rowAtLine(1));
      expect(tree.lineCount).toBeGreaterThan(3_500_000);
      expect(tree.rows(tree.lineCount - 5, tree.lineCount).length).toBeGreaterThan(0);
    });
    expect(ms).toBeLessThan(2_000);
  });

  it("does not cut surrogate pairs", () => {
    const tree = new JsonTree(["🙂".repeat(3000)]);
    tree.open(tree.rowAtLine(1));
    for (const { child } of tree.rows(2, tree.lineCount)) {
      expect(child.type === "text" && child.text.isWellFormed()).toBe(true);
    }
  });

  it("splits long arrays into ranges", () => {
    const tree = new JsonTree(Array.from({ length: RANGE_SIZE * 2 + 5 }, (_, index) => index));
    expect(tree.lineCount).toBe(4);
    expect(tree.rowAtLine(3).child).toMatchObject({ type: "range", from: 20_000, to: 20_005 });
    const row = tree.rowAtLine(tree.reveal([1, 7]));
    expect(row.child).toEqual({ type: "entry", key: 10_007, value: 10_007 });
    expect(jsonPathText(row)).toBe("[10007]");
  });

  it("opens 20,000 levels without recursion", () => {
    const tree = new JsonTree(nest(20_000));
    expect(tree.openToDepth(Number.POSITIVE_INFINITY)).toBe(true);
    expect(tree.lineCount).toBe(20_001);
    expect(tree.rowAtLine(20_000).child).toMatchObject({ value: "bottom" });
    expect(tree.rebase(nest(20_000)).lineCount).toBe(20_001);
  });

  it("stops opening at what a browser can scroll", () => {
    const tree = new JsonTree(Array.from({ length: 5000 }, () => Array(500).fill(0)));
    expect(tree.openToDepth(Number.POSITIVE_INFINITY)).toBe(false);
    expect(tree.lineCount).toBeLessThanOrEqual(MAX_LINES);
    expect(tree.lineCount).toBeGreaterThan(MAX_LINES / 2);
    expect(tree.rowAtLine(tree.lineCount - 1).line).toBe(tree.lineCount - 1);
  });

  it("stays quick on 50 MB", () => {
    const turns = Array.from({ length: 10_000 }, (_, index) => ({
      index,
      user: "q".repeat(2_500),
      assistant: "a".repeat(2_500),
      toolCalls: [{ name: "f", arguments: { a: 1 } }],
    }));
    let tree = new JsonTree(null);
    const ms = cpuMs(() => {
      tree = new JsonTree({ turns });
      tree.reveal([0, 9_999, 3, 0, 1, 0]);
      tree.openToDepth(3);
      for (let line = 0; line < tree.lineCount; line += 997) tree.rows(line, line + 60);
    });
    expect(ms).toBeLessThan(2_000);
    expect(tree.lineCount).toBeGreaterThan(50_000);
  });
});

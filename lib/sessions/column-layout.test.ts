import { describe, expect, it } from "vitest";
import { arrangeColumns, DEFAULT_LAYOUT, moveColumn, parseColumnLayout } from "./column-layout";
import { sessionColumns } from "./columns";
import { SESSION_SORTS } from "./session-query";

const columns = sessionColumns(["goal", "tone"]);
const ids = (layout = DEFAULT_LAYOUT) => arrangeColumns(columns, layout).map(({ id }) => id);

it("offers every sort of the server as a column", () => {
  expect(columns.flatMap(({ sort }) => sort ?? []).sort()).toEqual([...SESSION_SORTS].sort());
});

it("has one column per annotation name, of which three are shown", () => {
  const many = sessionColumns(["a", "b", "c", "d"]).filter(({ annotation }) => annotation);
  expect(many.map(({ shown }) => shown)).toEqual([true, true, true, false]);
});

describe("the reader's layout", () => {
  it("orders, hides and sizes", () => {
    const arranged = arrangeColumns(columns, {
      order: ["costUsd", "title", "costUsd", "gone"],
      visible: { title: false, costUsd: false, tags: true },
      widths: { title: 5, tags: 100_000, turns: 90.4 },
    });
    const by = new Map(arranged.map((column) => [column.id, column]));
    expect(arranged[0]?.id).toBe("title");
    expect(arranged).toHaveLength(columns.length);
    expect(by.get("title")).toMatchObject({ visible: true, width: 56 });
    expect(by.get("costUsd")?.visible).toBe(false);
    expect(by.get("tags")).toMatchObject({ visible: true, width: 800 });
    expect(by.get("turns")?.width).toBe(90);
  });

  it("puts a column that is new after the one it follows by default", () => {
    const before = sessionColumns(["goal"]);
    const moved = moveColumn(arrangeColumns(before, DEFAULT_LAYOUT), "tags", -1);
    const placed = ids({ ...DEFAULT_LAYOUT, order: moved });
    expect(placed.indexOf("annotation:tone")).toBe(placed.indexOf("annotation:goal") + 1);
  });

  it("moves a column by one, never past the title or the end", () => {
    const arranged = arrangeColumns(columns, DEFAULT_LAYOUT);
    expect(moveColumn(arranged, "sessionId", -1).slice(0, 3)).toEqual([
      "title",
      "sessionId",
      "lastOutput",
    ]);
    expect(moveColumn(arranged, "lastOutput", -1)).toEqual(ids());
    expect(moveColumn(arranged, "tags", 1)).toEqual(ids());
    expect(moveColumn(arranged, "title", 1)).toEqual(ids());
  });

  it.each([null, "", "null", "[]", "{broken", '{"order":3,"widths":{"a":"b"},"visible":[1]}'])(
    "counts %s as nothing",
    (stored) => {
      expect(arrangeColumns(columns, parseColumnLayout(stored))).toEqual(
        arrangeColumns(columns, DEFAULT_LAYOUT),
      );
    },
  );
});

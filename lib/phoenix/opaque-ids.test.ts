import { expect, test } from "vitest";
import { readAnnotationCursor, writeAnnotationCursor } from "./annotation-cursor";
import { readGlobalId, writeGlobalId } from "./global-id";

test("ids are Phoenix's", () => {
  expect(writeGlobalId("Project", 2)).toBe("UHJvamVjdDoy");
  expect(readGlobalId("Project", "UHJvamVjdDoy")).toBe("2");
});

test.each(["default", "UHJvamVjdDoy=", "", "é", btoa("Trace:2")])(
  "%s is no project's id",
  (text) => {
    expect(readGlobalId("Project", text)).toBeNull();
  },
);

const place = {
  createdAt: "2026-11-21T02:03:04.123456Z",
  id: "0d1a005f-3958-6c9d-8b47-b49f78508fd0",
};

test("a cursor comes back as it was written", () => {
  expect(readAnnotationCursor(writeAnnotationCursor(place))).toEqual(place);
});

test.each([
  "",
  "x",
  "é",
  writeAnnotationCursor({ ...place, id: "1" }),
  writeAnnotationCursor({ ...place, createdAt: "2026-02-30T02:03:04Z" }),
  writeAnnotationCursor({ ...place, createdAt: "now()" }),
])("%s is no cursor", (text) => expect(readAnnotationCursor(text)).toBeNull());

import { expect, it } from "vitest";
import { jsonPreview } from "./json-preview";

it("shows the first entries on one line, short", () => {
  expect(jsonPreview({ id: "W1", items: [1], empty: [], nested: {}, n: 5, more: 6 })).toBe(
    'id: "W1", items: […], empty: [], nested: {…}, n: 5, …',
  );
  expect(jsonPreview(["x".repeat(1_000_000)])).toBe(`"${"x".repeat(40)}…"`);
});

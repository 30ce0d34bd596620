import { expect, test } from "vitest";
import { decodePageSegment, decodeSegment, encodeSegment, sessionPath } from "./paths";

test.each(["a", "a/b", "..", ".", "", "~", "~..", "…", "🙂", "a\nb", "../../x", "%2e%2e", "a?b#c"])(
  "the id %j survives a URL",
  (id) => {
    const url = new URL(sessionPath("p", id), "http://h");
    const segments = url.pathname.split("/");
    expect(segments).toHaveLength(5);
    expect(decodePageSegment(segments[4] ?? "")).toBe(id);
    expect(decodeSegment(decodeURIComponent(encodeSegment(id)))).toBe(id);
  },
);

test("a malformed page segment is null", () => {
  expect(decodePageSegment("%E0%A4%A")).toBeNull();
});

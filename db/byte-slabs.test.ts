import { expect, test } from "vitest";
import { ByteSlabs } from "./byte-slabs";

test("parts of any size do not overlap", () => {
  const slabs = new ByteSlabs();
  const sizes = [0, 1, 7, 4_000, 131_072, 131_073, 600_000, 3, 200_000, 100_000, 100_000, 9];
  const parts = [...sizes, ...sizes, ...sizes].map((size) => slabs.allocate(size));
  for (const [index, part] of parts.entries()) part.fill(index + 1);
  for (const [index, part] of parts.entries()) {
    expect(part.byteLength).toBe(sizes[index % sizes.length]);
    expect(part.every((byte) => byte === index + 1)).toBe(true);
  }
});

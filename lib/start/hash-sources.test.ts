import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hashSources } from "@/lib/start/hash-sources";

let folder = "";
const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
};

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "colloquy-sources-"));
  write("app/page.tsx", "one");
  write("lib/deep/down/x.ts", "two");
  write("package-lock.json", "{}");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it.each([
  ["a changed file deep down", "lib/deep/down/x.ts", "other"],
  ["a new file", "db/migrations/0002.sql", "select 1"],
  ["other packages", "package-lock.json", "{ }"],
])("sees %s", (_, file, text) => {
  const before = hashSources(folder);
  write(file, text);
  expect(hashSources(folder)).not.toBe(before);
});

it("sees a file that moved", () => {
  const before = hashSources(folder);
  fs.renameSync(path.join(folder, "app/page.tsx"), path.join(folder, "app/other.tsx"));
  expect(hashSources(folder)).not.toBe(before);
});

it("does not mind tests, documents and what the application writes", () => {
  const before = hashSources(folder);
  write("lib/deep/x.test.ts", "test");
  write("README.md", "text");
  write(".colloquy/postgres/PG_VERSION", "18");
  expect(hashSources(folder)).toBe(before);
});

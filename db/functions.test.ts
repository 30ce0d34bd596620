import fs from "node:fs";
import { expect, test } from "vitest";

/** What the functions may not hold, for the same text to run on a Citus cluster. */

const folder = new URL("functions/", import.meta.url);
const functions = fs
  .readdirSync(folder)
  .map((file) => fs.readFileSync(new URL(file, folder), "utf8").replace(/--.*$/gm, ""))
  .join("\n");

test.each([
  ["calls of the clock", /\b(now|clock_timestamp|statement_timestamp)\s*\(|current_timestamp/i],
  ["recursive queries", /\bwith\s+recursive\b/i],
  ["grouping sets", /\bgrouping\s+sets\b|\brollup\s*\(|\bcube\s*\(/i],
  ["skip locked", /\bskip\s+locked\b/i],
  ["random numbers", /\brandom\s*\(|gen_random_uuid/i],
])("the functions hold no %s", (_, pattern) => {
  expect(functions).not.toMatch(pattern);
});

test("rows are locked, and change their session_key, in trace_homes alone", () => {
  const locking = functions.split(";").filter((statement) => /\bfor\s+update\b/i.test(statement));
  expect(locking.length).toBeGreaterThan(0);
  for (const statement of locking) expect(statement).toMatch(/from\s+trace_homes\b/);
  const updates = functions.matchAll(
    /\bupdate\s+(\w+)(?:\s+\w+)?\s+set\s+([^;]*?)\b(?:from|where)\b/gi,
  );
  const changing = [...updates].filter(([, , set = ""]) => /\bsession_key\s*=/.test(set));
  expect(changing.map(([, table]) => table)).not.toEqual([]);
  expect(new Set(changing.map(([, table]) => table))).toEqual(new Set(["trace_homes"]));
});

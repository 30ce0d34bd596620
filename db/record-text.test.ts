import { expect, test } from "vitest";
import { startTestDatabase } from "@/db/embedded/test-database";
import { seededRandom } from "@/db/testing/random-spans";
import { recordArray } from "./record-text";

const { sql } = await startTestDatabase();
await sql`create type some_record as (a text, b text[], c bigint, d boolean, e jsonb)`;

async function readBack(records: Parameters<typeof recordArray>[0]) {
  const rows = await sql`select * from unnest(${recordArray(records)}::text::some_record[])`;
  return rows.map(({ a, b, c, d, e }) => [a, b, c, d, e === null ? null : JSON.stringify(e)]);
}

test.each([
  [""],
  [" "],
  ["null"],
  ['"'],
  ["\\"],
  ['\\"\\\\""'],
  ["a,b(c)d"],
  ["{a}"],
  ["line\nbreak\r\ttab"],
  ["\u000b\u00a0\u2028"],
  ["🙂 ünï"],
  ["'); drop table spans; --"],
])("the text %j comes back as it was, alone and in a list", async (text) => {
  expect(await readBack([[text, [text, "", text], 1, true, null]])).toEqual([
    [text, [text, "", text], 1, true, null],
  ]);
});

test("unknown fields, empty lists, numbers, flags and JSON", async () => {
  const json = JSON.stringify({ 'a"b': '\\"', c: "NULL" });
  const records = [
    [null, null, null, null, null],
    ["", [], -9_007_199_254_740_991, false, json],
  ];
  const [first, second] = await readBack(records);
  expect(first).toEqual(records[0]);
  expect(second?.slice(0, 4)).toEqual(records[1]?.slice(0, 4));
  expect(JSON.parse(String(second?.[4]))).toEqual(JSON.parse(json));
  expect(await readBack([])).toEqual([]);
});

test("random texts come back as they were", async () => {
  const random = seededRandom(3);
  const letters = ['"', "\\", ",", "(", ")", "{", "}", " ", "\n", "a", "é", "🙂", "'", "$", "NULL"];
  const text = () =>
    Array.from(
      { length: Math.floor(random() * 12) },
      () => letters[Math.floor(random() * letters.length)],
    ).join("");
  const records = Array.from({ length: 500 }, () => [text(), [text(), text()], 1, true, null]);
  expect(await readBack(records)).toEqual(records);
});

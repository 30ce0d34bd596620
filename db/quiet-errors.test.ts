import { inspect } from "node:util";
import { sql as raw } from "drizzle-orm";
import { expect, it } from "vitest";
import { startTestDatabase } from "@/db/embedded/test-database";

const { sql, db } = await startTestDatabase();
const secret = "what a user said\n    at user said:1:1";

it.each([
  ["Drizzle", () => db.execute(raw`select ${secret}::int`)],
  ["the driver", () => sql`select ${secret}::text::int`],
])("prints an error of %s without the values", async (_, ask) => {
  const error = await ask().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  const printed = inspect(error);
  expect(printed).toContain("code=22P02");
  expect(printed).not.toContain("user said");
  expect(inspect({ deep: { error } }, { depth: 9 })).not.toContain("user said");
});

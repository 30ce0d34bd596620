import { expect, test } from "vitest";
import { isDatabaseAway } from "@/lib/database-away";
import { ApiError, toApiError } from "@/lib/http/api-error";
import { logLine } from "@/lib/http/log-error";
import { packError, unpackError } from "@/lib/packed-error";

function send(error: unknown): Error {
  return unpackError(structuredClone(packError(error)));
}

function fromDriver(code: string): Error {
  return Object.assign(new Error("said 'secret'"), { code, table_name: "spans", query: "select" });
}

test("what a client may know of an error arrives", () => {
  const refused = new ApiError(413, "too_large", "Too large.", [{ at: 1 }], { "Retry-After": "1" });
  const arrived = send(refused);
  expect(arrived).toBeInstanceOf(ApiError);
  expect(arrived).toMatchObject({ ...refused });
  expect(toApiError(arrived).message).toBe("Too large.");
});

test.each([
  ["of the driver", fromDriver("57P01"), true],
  ["of the driver, lasting", fromDriver("22P02"), false],
  ["around another", new Error("A query failed.", { cause: fromDriver("08006") }), true],
  ["of several addresses", new AggregateError([fromDriver("ECONNREFUSED")], ""), true],
  ["without a code", new Error("broken"), false],
])("an error %s tells the same to whoever looks for its cause", (_, error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway);
  expect(isDatabaseAway(send(error))).toBe(isAway);
  expect(logLine("POST", 500, send(error))).toBe(logLine("POST", 500, error));
});

test("causes in a circle end, and what is no error becomes one", () => {
  const error = new Error("round");
  error.cause = error;
  expect(send(error)).toMatchObject({ message: "round" });
  expect(send("words")).toMatchObject({ message: "words" });
});

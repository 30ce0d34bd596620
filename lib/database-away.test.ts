import { describe, expect, it } from "vitest";
import { DatabaseAwayError, isDatabaseAway } from "@/lib/database-away";

const coded = (code: string) => Object.assign(new Error("x"), { code });

describe("isDatabaseAway", () => {
  it.each([
    ["a refused connection", coded("ECONNREFUSED")],
    ["every address refused", new AggregateError([coded("ECONNREFUSED")])],
    ["a connection lost under way", coded("CONNECTION_CLOSED")],
    ["a server that starts", coded("57P03")],
    ["no connection left", coded("53300")],
    ["a full disk", coded("53100")],
    ["a wrapped error", new Error("Failed query", { cause: coded("08006") })],
    ["our own bound", new DatabaseAwayError("late")],
  ])("takes %s for it", (_, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each([
    ["a wrong value", coded("22P02")],
    ["a unique violation", coded("23505")],
    ["half a code", coded("28")],
    ["a bug", new TypeError("x")],
    ["a number", 5],
    ["nothing", undefined],
  ])("does not take %s for it", (_, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });

  it("ends on an error that is its own cause", () => {
    const error = new Error("x");
    error.cause = error;
    expect(isDatabaseAway(error)).toBe(false);
  });
});

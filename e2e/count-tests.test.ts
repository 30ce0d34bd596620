import { expect, it } from "vitest";
import { countPlaywright, countVitest } from "@/e2e/count-tests";

it("counts a file that broke before its first test as a failure", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: "failed", assertionResults: [{}, {}] },
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{}, {}, {}, {}] },
    ],
  };
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 5, failed: 2 });
});

it("counts what went wrong outside any browser test as a failure", () => {
  const stats = { expected: 7, unexpected: 1, flaky: 0, skipped: 3 };
  const report = { stats, errors: [{ message: "the server did not start" }] };
  expect(countPlaywright(JSON.stringify(report))).toEqual({ passed: 7, failed: 2 });
});

it("does not take another document for a report", () => {
  expect(() => countVitest("{}")).toThrow();
  expect(() => countPlaywright("[]")).toThrow();
});

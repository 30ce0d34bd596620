import { expect, it } from "vitest";
import { countPlaywright, countVitest } from "@/e2e/count-tests";

it("counts a file that broke outside its tests as a failure", () => {
  const passed = { status: "passed", fullName: "works" };
  const failed = { status: "failed", fullName: "adds" };
  const report = {
    numPassedTests: 5,
    testResults: [
      { name: "a.test.ts", status: "failed", message: "", assertionResults: [passed, failed] },
      { name: "b.test.ts", status: "failed", message: "no import", assertionResults: [] },
      { name: "c.test.ts", status: "failed", message: "no end", assertionResults: [passed] },
      { name: "d.test.ts", status: "passed", message: "", assertionResults: [passed, passed] },
    ],
  };
  const failures = ["a.test.ts: adds", "b.test.ts: no import", "c.test.ts: no end"];
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 5, failures });
});

it("counts what went wrong outside any browser test as a failure", () => {
  const spec = (title: string, status: string) => ({
    file: "list.spec.ts",
    title,
    tests: [{ status }],
  });
  const report = {
    suites: [
      {
        specs: [spec("opens", "expected")],
        suites: [{ specs: [spec("sorts", "unexpected"), spec("waits", "skipped")] }],
      },
    ],
    stats: { expected: 7 },
    errors: [{ message: "the server did not start" }],
  };
  const failures = ["list.spec.ts: sorts", "the server did not start"];
  expect(countPlaywright(JSON.stringify(report))).toEqual({ passed: 7, failures });
});

it("does not take another document for a report", () => {
  expect(() => countVitest("{}")).toThrow();
  expect(() => countPlaywright("[]")).toThrow();
});

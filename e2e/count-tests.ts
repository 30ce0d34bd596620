import { z } from "zod";

export interface Count {
  passed: number;
  /** What failed, a name each. */
  failures: string[];
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Reads `vitest --reporter=json`. A file that fails without a failed test counts as one. */
export function countVitest(json: string): Count {
  const report = vitestReport.parse(JSON.parse(json));
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length > 0) return failed.map(({ fullName }) => `${file.name}: ${fullName}`);
    return file.status === "failed" ? [`${file.name}: ${file.message}`] : [];
  });
  return { passed: report.numPassedTests, failures };
}

const playwrightSpec = z.object({
  file: z.string(),
  title: z.string(),
  tests: z.array(z.object({ status: z.string() })),
});
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  stats: z.object({ expected: z.int() }),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** Reads Playwright's JSON report. An error outside any test counts as one. */
export function countPlaywright(json: string): Count {
  const { suites, stats, errors } = playwrightReport.parse(JSON.parse(json));
  const failed = suites.flatMap(specsOf).filter(({ tests }) => tests.some(hasFailed));
  const failures = [
    ...failed.map(({ file, title }) => `${file}: ${title}`),
    ...errors.map(({ message }) => message ?? "An error outside any test."),
  ];
  return { passed: stats.expected, failures };
}

type Suite = z.infer<typeof playwrightSuite>;

function specsOf({ specs, suites = [] }: Suite): Suite["specs"] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function hasFailed({ status }: { status: string }): boolean {
  return status === "unexpected" || status === "flaky";
}

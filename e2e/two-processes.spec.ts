import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { request as newRequest } from "@playwright/test";
import { randomSpans, seededRandom, shuffled } from "@/db/testing/random-spans";
import { startDatabaseBehindADoor } from "@/e2e/fixtures/database-behind-a-door";
import { startColloquy } from "@/e2e/fixtures/own-colloquy";
import { exchangeSpan, sendSpans } from "@/e2e/fixtures/send-spans";
import { test as base, expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import type { Span } from "@/lib/otlp/span";
import { sessionsPath } from "@/lib/paths";
import { toKeyValues } from "@/lib/samples/otlp-json";

interface Pair {
  origins: [string, string];
  databaseUrl: string;
}

/** Two processes of the app on one database, which keeps thirty days. */
const test = base.extend<{ pair: Pair }>({
  pair: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const database = await startDatabaseBehindADoor();
      const settings = { DATABASE_URL: database.url, COLLOQUY_RETENTION_DAYS: "30" };
      const [one, other] = await Promise.all([startColloquy(settings), startColloquy(settings)]);
      await use({ origins: [one.origin, other.origin], databaseUrl: database.url });
      await Promise.all([one.stop(), other.stop()]);
      await database.stop();
    },
    { timeout: 150_000 },
  ],
  baseURL: async ({ pair }, use) => use(pair.origins[0]),
});

const project = "shared";
const dayMs = 86_400_000;

test("two processes take the same sessions at once, and figures stay exact", async ({ pair }) => {
  test.setTimeout(240_000);
  const fresh = movedTo(Date.now() - dayMs, randomSpans(7, 60));
  const aged = movedTo(Date.now() - 90 * dayMs, randomSpans(8, 20));
  const sent = [...fresh, ...aged];
  const writers = [0, 1, 2, 3].map(async (writer) => {
    const random = seededRandom(writer);
    const mine = shuffled([...sent, ...sent.filter(() => random() < 0.3)], random);
    for (let at = 0; at < mine.length; at += 12) {
      const origin = pair.origins[writer % 2] ?? "";
      const answer = await postSpans(origin, mine.slice(at, at + 12));
      expect(answer).toEqual({ status: 200, rejected: false });
    }
  });
  await Promise.all(writers);

  const read = (origin: string, what: string) =>
    fetch(`${origin}/api/projects/${project}/sessions${what}`).then((answer) => answer.json());
  await expect
    .poll(() => read(pair.origins[0], "/stats?live=true"), { timeout: 90_000 })
    .toMatchObject({ sessions: 0 });
  const isAged = `?to=${new Date(Date.now() - 60 * dayMs).toISOString()}`;
  await expect
    .poll(() => read(pair.origins[1], `/stats${isAged}`), { timeout: 90_000 })
    .toMatchObject({ sessions: 0 });
  const [one, other] = await Promise.all(pair.origins.map((origin) => read(origin, "/stats")));
  expect(one).toEqual(other);
  expect(one.sessions).toBeGreaterThan(40);
  expect(await verify(pair.databaseUrl)).toMatch(/: 0 differences$/);
});

test("what one process receives shows up live in a page of the other", async ({ pair, page }) => {
  test.setTimeout(120_000);
  const [showing, receiving] = pair.origins;
  const request = await newRequest.newContext({ baseURL: receiving });
  const say = (sessionId: string, user: string) =>
    sendSpans(request, "live", [exchangeSpan({ sessionId, user, assistant: "Yes." })]);
  await say("first", "Is anybody there?");
  await page.goto(showing + sessionsPath("live"));
  const list = new SessionList(page, "live");
  await expect(list.row("first")).toBeVisible();
  await say("second", "And now?");
  await expect(list.row("second")).toBeVisible();
  await request.dispose();
});

/** The same spans, the first of which starts then. */
function movedTo(startMs: number, spans: Span[]): Span[] {
  const [first = 0n] = spans
    .map(({ startUnixNano }) => startUnixNano)
    .sort((a, b) => Number(a - b));
  // Ends within hours, so that all lie on one side of the border of what is kept.
  const squeeze = (nano: bigint) => BigInt(startMs) * 1_000_000n + (nano - first) / 100n;
  return spans.map((span) => ({
    ...span,
    startUnixNano: squeeze(span.startUnixNano),
    endUnixNano: span.endUnixNano === null ? null : squeeze(span.endUnixNano),
  }));
}

async function postSpans(origin: string, spans: Span[]) {
  const answer = await fetch(`${origin}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-project-name": project },
    body: JSON.stringify({
      resourceSpans: [{ scopeSpans: [{ scope: { name: "e2e" }, spans: spans.map(toOtlp) }] }],
    }),
  });
  const text = await answer.text();
  return { status: answer.status, rejected: text.includes("rejectedSpans") };
}

function toOtlp(span: Span) {
  const attributes: Record<string, string | number | boolean> = {};
  for (const [key, value] of span.attributes) {
    if (typeof value === "object") throw new Error("This test sends plain attributes only.");
    attributes[key] = value;
  }
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? undefined,
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: String(span.startUnixNano),
    endTimeUnixNano: String(span.endUnixNano ?? 0n),
    attributes: toKeyValues(attributes),
    status: { code: span.statusCode === "ERROR" ? 2 : 0 },
  };
}

/** The last line of `npm run db:verify`, which fails when there are differences. */
async function verify(databaseUrl: string): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "db:verify"], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  return stdout.trim().split("\n").at(-1) ?? "";
}

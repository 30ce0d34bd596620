import type { SampleSession } from "@/e2e/fixtures/sample-sessions";
import { test } from "@/e2e/fixtures/samples";
import { expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { UserList } from "@/e2e/pages/user-list";
import { formatCount } from "@/lib/format";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

interface UserTotals {
  userId: string;
  sessions: number;
  lastSeenMs: number;
  firstSeenMs: number;
  turns: number;
  errors: number;
  totalTokens: number | null;
}

const SORTS: { header: string; read: (user: UserTotals) => number | string | null }[] = [
  { header: "User", read: ({ userId }) => userId },
  { header: "Sessions", read: ({ sessions }) => sessions },
  { header: "Last seen", read: ({ lastSeenMs }) => lastSeenMs },
  { header: "First seen", read: ({ firstSeenMs }) => firstSeenMs },
  { header: "Turns", read: ({ turns }) => turns },
  { header: "Tokens", read: ({ totalTokens }) => totalTokens },
  { header: "Errors", read: ({ errors }) => errors },
];

for (const { header, read } of SORTS) {
  test(`users are ordered by ${header}, both ways, and say their totals`, async ({
    page,
    samples,
  }) => {
    const totals = totalsOf(samples);
    const list = new UserList(page, SAMPLE_PROJECT);
    await list.goto();
    await expect(page.getByRole("status").filter({ hasText: /^\d+$/ })).toHaveText(
      String(totals.length),
    );
    for (const dir of ["descending", "ascending"] as const) {
      await list.sortBy(header, dir);
      const wanted = totals.map(read).toSorted((a, b) => compare(a, b, dir));
      const byUser = new Map(totals.map((user) => [user.userId, user]));
      await expect
        .poll(async () =>
          (await list.userIds()).slice(0, 15).map((id) => {
            const user = byUser.get(id);
            return user ? read(user) : "unknown user";
          }),
        )
        .toEqual(wanted.slice(0, 15));
    }
    const [first] = await list.userIds();
    const user = byUserId(totals, first);
    const row = list.rows.first();
    await expect(row.getByRole("cell").nth(0)).toHaveText(formatCount(user.sessions));
    await expect(row.getByRole("cell").nth(3)).toHaveText(formatCount(user.turns));
    await expect(row.getByRole("cell").nth(4)).toContainText(formatCount(user.totalTokens));
    await expect(row.getByRole("cell").nth(6)).toHaveText(formatCount(user.errors));
  });
}

test("a user is found by a part of the id, and a search without a match is said", async ({
  page,
  samples,
}) => {
  const totals = totalsOf(samples);
  const part = "cust-2";
  const list = new UserList(page, SAMPLE_PROJECT);
  await list.goto();
  await list.search.fill(part);
  await expect(list.rows).toHaveCount(totals.filter(({ userId }) => userId.includes(part)).length);
  await expect(page).toHaveURL(/[?&]q=cust-2/);
  await list.search.fill("nobody at all");
  await expect(page.getByRole("main").getByText("No user matches this search")).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(list.rows.first()).toBeVisible();
  await expect(list.search).toHaveValue("");
});

test("a user leads to the user's sessions, in the list and on a page of their own", async ({
  page,
  samples,
}) => {
  const totals = totalsOf(samples);
  const user = totals.toSorted((a, b) => b.sessions - a.sessions)[0];
  const own = samples.filter(({ userId }) => userId === user?.userId);
  const users = new UserList(page, SAMPLE_PROJECT);
  await users.goto("sort=sessions");
  const row = users.rows.filter({
    has: page.getByRole("link", { name: user?.userId ?? "", exact: true }),
  });
  await row.getByRole("link", { name: String(own.length), exact: true }).click();
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.expectTotal(own.length);
  await expect(list.chip(`User is ${user?.userId}`)).toBeVisible();

  await page.goBack();
  await row.getByRole("link", { name: user?.userId ?? "", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(user?.userId ?? "");
  const sessions = page.getByRole("region", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(own.length);
  const latestFirst = own.toSorted((a, b) => b.startedMs - a.startedMs);
  for (const [at, { title }] of latestFirst.entries()) {
    await expect(sessions.nth(at)).toContainText(title.slice(0, 60));
  }
  await sessions.nth(1).getByRole("link").click();
  await expect(
    page.getByRole("main").getByText(`2 of ${own.length}`, { exact: true }),
  ).toBeVisible();
});

function totalsOf(samples: SampleSession[]): UserTotals[] {
  const byUser = new Map<string, SampleSession[]>();
  for (const session of samples) {
    if (session.userId === null) continue;
    byUser.set(session.userId, [...(byUser.get(session.userId) ?? []), session]);
  }
  return [...byUser].map(([userId, own]) => ({
    userId,
    sessions: own.length,
    lastSeenMs: Math.max(...own.map(({ lastActivityMs }) => lastActivityMs)),
    firstSeenMs: Math.min(...own.map(({ startedMs }) => startedMs)),
    turns: own.reduce((sum, { turns }) => sum + turns.length, 0),
    errors: own.reduce((sum, { errors }) => sum + errors, 0),
    totalTokens: own.reduce<number | null>(
      (sum, { totalTokens }) => (totalTokens === null ? sum : (sum ?? 0) + totalTokens),
      null,
    ),
  }));
}

function byUserId(totals: UserTotals[], wanted: string | undefined): UserTotals {
  const found = totals.find(({ userId }) => userId === wanted);
  if (!found) throw new Error(`No sample is of the user ${wanted}.`);
  return found;
}

/** The unknown comes last either way. */
function compare(
  a: number | string | null,
  b: number | string | null,
  dir: "ascending" | "descending",
): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = a < b ? -1 : a > b ? 1 : 0;
  return dir === "ascending" ? order : -order;
}

import type { SampleSession } from "@/e2e/fixtures/sample-sessions";
import { test } from "@/e2e/fixtures/samples";
import { expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { apiPath, sessionsPath } from "@/lib/paths";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

interface Filtering {
  by: string;
  /** What is typed into the filter bar. */
  typed: (samples: SampleSession[]) => string;
  matches: (session: SampleSession, samples: SampleSession[]) => boolean;
}

const busiest = (samples: SampleSession[]) =>
  mostOften(samples.flatMap(({ userId }) => userId ?? []));
const commonModel = (samples: SampleSession[]) =>
  mostOften(samples.flatMap(({ models }) => models));
const commonTag = (samples: SampleSession[]) => mostOften(samples.flatMap(({ tags }) => tags));
const judged = ({ outcomes }: SampleSession, name: string) =>
  outcomes.some((outcome) => outcome.startsWith(`${name}:`));

const FILTERINGS: Filtering[] = [
  {
    by: "a user",
    typed: (samples) => `user:${busiest(samples)}`,
    matches: ({ userId }, samples) => userId === busiest(samples),
  },
  {
    by: "a user left out",
    typed: (samples) => `-user:${busiest(samples)}`,
    matches: ({ userId }, samples) => userId !== busiest(samples),
  },
  {
    by: "an outcome's label",
    typed: () => "outcome:frustration=frustrated",
    matches: ({ outcomes }) => outcomes.includes("frustration:frustrated"),
  },
  {
    by: "any outcome of a name",
    typed: () => "outcome:goal=*",
    matches: (session) => judged(session, "goal"),
  },
  {
    by: "a missing outcome",
    typed: () => "outcome:goal=-",
    matches: (session) => !judged(session, "goal"),
  },
  {
    by: "a model",
    typed: (samples) => `model:${commonModel(samples)}`,
    matches: ({ models }, samples) => models.includes(commonModel(samples)),
  },
  {
    by: "a tag",
    typed: (samples) => `tag:${commonTag(samples)}`,
    matches: ({ tags }, samples) => tags.includes(commonTag(samples)),
  },
  {
    by: "metadata",
    typed: () => "metadata:plan=enterprise",
    matches: ({ metadata }) => metadata.plan === "enterprise",
  },
  { by: "errors", typed: () => "error:true", matches: ({ errors }) => errors > 0 },
  { by: "no errors", typed: () => "error:false", matches: ({ errors }) => errors === 0 },
  { by: "a range of turns", typed: () => "turns:>4", matches: ({ turns }) => turns.length > 4 },
  {
    by: "a range of tokens",
    typed: () => "tokens:1k..10k",
    matches: ({ totalTokens }) =>
      totalTokens !== null && totalTokens >= 1_000 && totalTokens <= 10_000,
  },
  {
    by: "a range of durations",
    typed: () => "duration:..30s",
    matches: ({ durationMs }) => Math.round(durationMs) <= 30_000,
  },
  {
    by: "several of them together",
    typed: () => "outcome:goal=* error:true turns:>2",
    matches: (session) => judged(session, "goal") && session.errors > 0 && session.turns.length > 2,
  },
];

test.describe("the filter bar lists exactly the sessions", () => {
  for (const { by, typed, matches } of FILTERINGS) {
    test(`with ${by}`, async ({ page, samples }) => {
      const wanted = samples.filter((session) => matches(session, samples));
      expect(wanted.length).toBeGreaterThan(0);
      expect(wanted.length).toBeLessThan(samples.length);
      const list = new SessionList(page, SAMPLE_PROJECT);
      await list.goto();
      await list.type(typed(samples));
      await list.expectTotal(wanted.length);

      const { search } = new URL(page.url());
      const answer = await page.request.get(
        apiPath(SAMPLE_PROJECT, ["sessions"], `${search}&limit=200`),
      );
      const { rows, nextCursor } = await answer.json();
      const found = rows.map(({ sessionId }: { sessionId: string }) => sessionId);
      const ids = wanted.map(({ sessionId }) => sessionId);
      if (nextCursor === null) expect(found.toSorted()).toEqual(ids.toSorted());
      else expect(ids).toEqual(expect.arrayContaining(found));
      expect((await list.sessionIds()).slice(0, 10)).toEqual(found.slice(0, 10));
    });
  }
});

test("full text finds what was said in any turn", async ({ page, samples }) => {
  const spoken = samples.find(({ turns }) => turns.length > 5)?.turns.at(-1);
  const words = spoken?.user ?? "";
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await list.bar.fill(`"${words}"`);
  const saying = samples.filter(({ turns }) => turns.some(({ user }) => user.includes(words)));
  await expect(list.row(saying[0]?.sessionId ?? "")).toBeVisible();
  await expect(page).toHaveURL(/[?&]q=/);
  for (const { sessionId } of saying.slice(0, 5)) await expect(list.row(sessionId)).toBeVisible();
});

test("the filter menu counts the values and filters by them", async ({ page, samples }) => {
  const frustrated = samples.filter(({ outcomes }) => outcomes.includes("frustration:frustrated"));
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  const menu = await list.openFilter("Outcome");
  const option = menu.getByRole("listitem").filter({ hasText: /^frustration:frustrated/ });
  await expect(option).toContainText(String(frustrated.length));
  await option.getByRole("checkbox").check();
  await page.keyboard.press("Escape");
  await list.expectTotal(frustrated.length);
  await expect(list.chip("frustration is frustrated")).toBeVisible();
});

test("a range is set in the filter menu, and a wrong one is explained", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  const menu = await list.openFilter("Turns");
  await menu.getByLabel("At least").fill("9");
  await menu.getByLabel("At most").fill("3");
  await expect(menu.getByRole("alert")).toContainText("the smaller one first");
  await menu.getByLabel("At most").fill("12");
  await menu.getByRole("button", { name: "Add filter" }).click();
  await page.keyboard.press("Escape");
  await list.expectTotal(
    samples.filter(({ turns }) => turns.length >= 9 && turns.length <= 12).length,
  );
});

test("a mistake in the filter bar is marked with its reason and stays", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await list.type("turns:many");
  await expect(page.getByRole("alert").filter({ hasText: "turns cannot be" })).toBeVisible();
  await expect(list.bar).toHaveValue("turns:many");
  await list.expectTotal(samples.length);
});

test("what is typed while the page still wakes up is completed", async ({ page, samples }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  let wake = () => {};
  const isTyped = new Promise<void>((resolve) => {
    wake = resolve;
  });
  await page.route(/\.js$/, async (route) => {
    await isTyped;
    await route.continue();
  });
  await page.goto(sessionsPath(SAMPLE_PROJECT), { waitUntil: "commit" });
  await expect(list.rows).not.toHaveCount(0);
  await list.bar.fill(`user:${busiest(samples).slice(0, 1)}`);
  wake();
  await expect(page.getByRole("option").first()).toBeVisible();
});

test("chips take filters away one by one, Clear all takes the rest", async ({ page, samples }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("error=true&turns=3..&outcome=goal:*");
  const others = samples.filter((session) => session.turns.length >= 3 && judged(session, "goal"));
  await list.expectTotal(others.filter(({ errors }) => errors > 0).length);
  await list.removeChip("Errors");
  await list.expectTotal(others.length);
  await expect(page).toHaveURL(/\?(?!.*error=)/);
  await page.getByRole("button", { name: "Clear all" }).click();
  await list.expectTotal(samples.length);
  await expect(list.chips).toBeHidden();
  await expect(page).toHaveURL(/\/sessions$/);
});

test("a copied address gives the same list, and Back undoes one step", async ({
  page,
  context,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await list.type("error:true");
  const withErrors = samples.filter(({ errors }) => errors > 0);
  await list.expectTotal(withErrors.length);
  await list.type("turns:>4");
  const both = withErrors.filter(({ turns }) => turns.length > 4);
  await list.expectTotal(both.length);
  await list.sortBy("Turns", "descending");

  const other = new SessionList(await context.newPage(), SAMPLE_PROJECT);
  await other.page.goto(page.url());
  await other.expectTotal(both.length);
  await expect.poll(() => other.sessionIds()).toEqual(await list.sessionIds());
  await expect(other.header("Turns")).toHaveAttribute("aria-sort", "descending");

  await page.goBack();
  await expect(list.header("Active")).toHaveAttribute("aria-sort", "descending");
  await list.expectTotal(both.length);
  await page.goBack();
  await list.expectTotal(withErrors.length);
  await page.goBack();
  await list.expectTotal(samples.length);
});

test("parameters that make no sense are passed over", async ({ page, samples }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("sort=drop+table&dir=sideways&turns=x..y&range=1y&unknown=1&limit=-5");
  await list.expectTotal(samples.length);
  await expect(list.header("Active")).toHaveAttribute("aria-sort", "descending");
});

test("a list without a match names its filters and offers to drop each", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("user=nobody&error=true");
  const main = page.getByRole("main");
  await expect(main.getByText("No session matches these filters")).toBeVisible();
  await expect(main.getByRole("button", { name: "Errors some" })).toHaveCount(2);
  await main.getByRole("button", { name: "User is nobody", exact: true }).click();
  await list.expectTotal(samples.filter(({ errors }) => errors > 0).length);
});

test("a click on a value filters by it, Alt-click leaves it out", async ({ page, samples }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  const userId = busiest(samples);
  const [own] = samples.filter((session) => session.userId === userId);
  await list.goto(`user=${userId}`);
  const model = own?.models[0] ?? "";
  await list
    .row(own?.sessionId ?? "")
    .getByRole("button", { name: model })
    .click();
  await list.expectTotal(
    samples.filter((s) => s.userId === userId && s.models.includes(model)).length,
  );
  await page.goto(sessionsPath(SAMPLE_PROJECT));
  await list.expectTotal(samples.length);
  const first = list.rows.first().getByRole("button").first();
  const chosen = ((await first.textContent()) ?? "").trim();
  await first.click({ modifiers: ["Alt"] });
  await list.expectTotal(samples.filter((s) => s.userId !== chosen).length);
  await expect(list.chip(`User is not ${chosen}`)).toBeVisible();
});

test("the time range narrows by last activity and stays relative in the address", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("button", { name: "Last 7 days" }).click();
  const since = Date.now() - 7 * 86_400_000;
  await list.expectTotal(samples.filter(({ lastActivityMs }) => lastActivityMs >= since).length);
  await expect(page).toHaveURL(/\?range=7d$/);
});

test("the figures count the sessions of the filter", async ({ page, samples }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("error=true");
  const wanted = samples.filter(({ errors }) => errors > 0);
  const figures = page.getByRole("region", { name: "Summary of these sessions" });
  const figure = (name: string) =>
    figures.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::dd[1]");
  const users = new Set(wanted.flatMap(({ userId }) => userId ?? []));
  await expect(figure("Users")).toHaveText(String(users.size));
  await expect(figure("Traces")).toHaveText(
    String(wanted.reduce((sum, { traces }) => sum + traces, 0)),
  );
  await expect(figure("With errors")).toHaveText("100%");
});

function mostOften(values: string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { SampleSession } from "@/e2e/fixtures/sample-sessions";
import { test } from "@/e2e/fixtures/samples";
import { expect } from "@/e2e/fixtures/test";
import { expectNoSidewaysScroll } from "@/e2e/pages/expect-no-sideways-scroll";
import { sessionlessTracesPath, sessionPath, sessionsPath, usersPath } from "@/lib/paths";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

interface Screen {
  name: string;
  path: (samples: SampleSession[]) => string;
  /** What has to be there before it is judged. */
  ready: (page: Page) => Promise<void>;
}

/** axe takes its time over every cell. */
const FEW = "turns=5..";

/** Has tools, an error and evals. */
function richSession(samples: SampleSession[]): string {
  const rich = samples.find(
    ({ turns, errors, outcomes }) =>
      errors > 0 &&
      outcomes.length > 0 &&
      turns.some(({ steps }) => steps.some(({ type }) => type === "tools")),
  );
  return rich?.sessionId ?? "";
}

const conversationIsThere = (page: Page) => expect(page.getByRole("article").first()).toBeVisible();

const SCREENS: Screen[] = [
  {
    name: "the list",
    path: () => sessionsPath(SAMPLE_PROJECT, FEW),
    ready: async (page) => {
      await expect(page.getByRole("grid").getByRole("link").first()).toBeVisible();
      const figures = page.getByRole("region", { name: "Summary of these sessions" });
      await expect(figures.getByRole("definition").first()).toHaveText(/\d/);
    },
  },
  {
    name: "a list without a match",
    path: () => sessionsPath(SAMPLE_PROJECT, "user=nobody&error=true"),
    ready: (page) =>
      expect(page.getByRole("main").getByText("No session matches these filters")).toBeVisible(),
  },
  {
    name: "a session",
    path: (samples) => sessionPath(SAMPLE_PROJECT, richSession(samples)),
    ready: conversationIsThere,
  },
  {
    name: "a session with its JSON",
    path: (samples) => sessionPath(SAMPLE_PROJECT, richSession(samples), "pane=json"),
    ready: (page) => expect(page.getByRole("treeitem").first()).toBeVisible(),
  },
  {
    name: "a session with a trace",
    path: (samples) => sessionPath(SAMPLE_PROJECT, richSession(samples)),
    ready: async (page) => {
      await conversationIsThere(page);
      await page
        .getByRole("button", { name: /^Trace of turn/ })
        .first()
        .click();
      await expect(page.getByRole("treeitem").first()).toBeVisible();
    },
  },
  {
    name: "the users",
    path: () => usersPath(SAMPLE_PROJECT, "q=cust-2"),
    ready: (page) => expect(page.getByRole("rowheader").first()).toBeVisible(),
  },
  {
    name: "a user",
    path: (samples) =>
      `${usersPath(SAMPLE_PROJECT)}/${encodeURIComponent(samples.find(({ userId }) => userId)?.userId ?? "")}`,
    ready: (page) => expect(page.getByRole("listitem").first()).toBeVisible(),
  },
  {
    name: "the traces without a session",
    path: () => sessionlessTracesPath(SAMPLE_PROJECT),
    ready: (page) =>
      expect(page.getByRole("main").getByText("Every trace names its session")).toBeVisible(),
  },
  {
    name: "onboarding",
    path: () => "/welcome",
    ready: (page) => expect(page.getByRole("tabpanel")).toBeVisible(),
  },
];

/** What opens over the list, judged as the screens are. */
const OPENED: Screen[] = [
  {
    name: "the filter menu",
    path: () => sessionsPath(SAMPLE_PROJECT, FEW),
    ready: async (page) => {
      await page.getByRole("button", { name: "Filter", exact: true }).click();
      await expect(page.getByRole("dialog").getByRole("checkbox").first()).toBeVisible();
    },
  },
  {
    name: "the column menu",
    path: () => sessionsPath(SAMPLE_PROJECT, FEW),
    ready: async (page) => {
      await page.getByRole("button", { name: "Columns" }).click();
      await expect(page.getByRole("dialog", { name: "Columns" })).toBeVisible();
    },
  },
  {
    name: "the completions of the filter bar",
    path: () => sessionsPath(SAMPLE_PROJECT, FEW),
    ready: async (page) => {
      await page.getByRole("combobox", { name: "Search and filter sessions" }).fill("outcome:");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "the palette",
    path: () => sessionsPath(SAMPLE_PROJECT, FEW),
    ready: async (page) => {
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "the form of an annotation",
    path: (samples) => sessionPath(SAMPLE_PROJECT, richSession(samples)),
    ready: async (page) => {
      await page.getByRole("button", { name: "Annotate the session" }).click();
      await expect(page.getByRole("dialog", { name: "Annotate the session" })).toBeVisible();
    },
  },
];

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: "reduce" } });
    for (const { name, path, ready } of [...SCREENS, ...OPENED]) {
      test(`axe finds nothing wrong with ${name}`, async ({ page, samples }) => {
        await page.goto(path(samples));
        await ready(page);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((n) => n.html) }))).toEqual(
          [],
        );
      });
    }
  });
}

for (const width of [390, 320]) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 780 } });
    for (const { name, path, ready } of SCREENS) {
      test(`${name} does not scroll sideways`, async ({ page, samples }) => {
        await page.goto(path(samples));
        await ready(page);
        await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
        await expectNoSidewaysScroll(page);
      });
    }
  });
}

test("every page has one h1, a title of its own, landmarks and a way past the bar", async ({
  page,
  samples,
}) => {
  const titles = new Set<string>();
  for (const { path, ready } of SCREENS) {
    await page.goto(path(samples));
    await ready(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("banner")).toHaveCount(1);
    await expect(page.getByRole("main")).toHaveCount(1);
    titles.add(await page.title());
  }
  expect(titles.size).toBeGreaterThan(4);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await skip.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("the theme that was chosen stays after a reload", async ({ page }) => {
  await page.goto("/welcome");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

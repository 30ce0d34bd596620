import { test } from "@/e2e/fixtures/samples";
import { expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";
import { SHORTCUTS } from "@/lib/shortcuts";

test("j and k move through the rows, Enter opens, Back returns to the row and its place", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await list.expectTotal(samples.length);
  await page.keyboard.press("j");
  await expect(list.titles.first()).toBeFocused();
  for (let step = 0; step < 40; step++) await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(page.locator(":focus")).toHaveAttribute("data-row-link", "39");
  await expect(page.locator(":focus")).toBeInViewport();
  const href = (await page.locator(":focus").getAttribute("href")) ?? "";
  const scrollTop = await list.scroller.evaluate((element) => element.scrollTop);
  expect(scrollTop).toBeGreaterThan(0);

  await page.keyboard.press("Enter");
  await expect(new SessionPage(page, SAMPLE_PROJECT).conversation).toBeVisible();
  await page.goBack();
  await expect(page.locator(`a[data-row-link][href="${href}"]`)).toBeFocused();
  await expect.poll(() => list.scroller.evaluate((element) => element.scrollTop)).toBe(scrollTop);
});

test("Esc leaves the session for the list", async ({ page }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("error=true");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(list.titles.nth(1)).toBeFocused();
  await page.keyboard.press("o");
  await expect(new SessionPage(page, SAMPLE_PROJECT).conversation).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/sessions\?error=true$/);
  await expect(list.titles.nth(1)).toBeFocused();
});

test("/ goes to the search, and letters typed there are no shortcuts", async ({ page }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await page.keyboard.press("/");
  await expect(list.bar).toBeFocused();
  await page.keyboard.type("jx?");
  await expect(list.bar).toHaveValue("jx?");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(list.bar).not.toBeFocused();
});

test("? lists every shortcut that there is", async ({ page }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const { does } of Object.values(SHORTCUTS)) {
    await expect(help.getByRole("term").filter({ hasText: does })).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
});

test("shortcuts of a single character can be turned off", async ({ page }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Shortcuts of a single character" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("?");
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await expect(list.titles.first()).toBeFocused();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("f opens the filters, x clears them", async ({ page, samples }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("error=true");
  await expect(list.chips).toBeVisible();
  await page.keyboard.press("f");
  const menu = page.getByRole("dialog", { name: "Add a filter" });
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await page.keyboard.press("x");
  await list.expectTotal(samples.length);
});

test("the palette opens with Ctrl K and goes to a session, a page and a theme", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  const [first] = samples;
  await list.goto();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Go to" });
  const input = palette.getByRole("combobox");
  await input.fill("users");
  await palette.getByRole("option", { name: "Users", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();

  await page.keyboard.press("Control+k");
  await input.fill("dark");
  await palette.getByRole("option", { name: "Theme: Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.keyboard.press("Control+k");
  await input.fill(first?.sessionId ?? "");
  await palette.getByRole("option", { name: /^Open session/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    first?.title.slice(0, 20) ?? "",
  );
});

test("in a session j and k go from turn to turn, ] and [ from session to session", async ({
  page,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("turns=4..6&sort=turns");
  const ids = await list.sessionIds();
  await list.titles.first().click();
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await expect(session.turn(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(session.turn(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(session.turn(1)).toBeFocused();
  await expect(page).toHaveURL(/#turn-1$/);
  await expect(page.getByRole("main").getByText(/^1 of /)).toBeVisible();
  await page.keyboard.press("]");
  await expect(page.getByRole("main").getByText(/^2 of /)).toBeVisible();
  await expect(session.conversation).toContainText(ids[1] ?? "");
  await page.keyboard.press("[");
  await expect(page.getByRole("main").getByText(/^1 of /)).toBeVisible();
  await page.keyboard.press("u");
  await expect(list.grid).toBeVisible();
});

test("rows are one stop of the tab key", async ({ page }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await page.keyboard.press("j");
  await expect(list.titles.first()).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await list.rows.locator(":focus").count()).toBe(0);
  await page.keyboard.press("Shift+Tab");
  await expect(list.titles.first()).toBeFocused();
});

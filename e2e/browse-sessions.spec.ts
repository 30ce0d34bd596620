import { readFile } from "node:fs/promises";
import { test } from "@/e2e/fixtures/samples";
import { expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { formatScore } from "@/lib/format";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

const MOST_ROWS = 60;

test("the list loads on while one scrolls to its end, with few rows in the page", async ({
  page,
  samples,
}) => {
  expect(samples.length).toBeGreaterThanOrEqual(300);
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await expect(list.grid).toHaveAttribute("aria-rowcount", String(samples.length + 1));
  const seen = new Set<string>();
  await expect(async () => {
    for (const id of await list.sessionIds()) seen.add(id);
    expect(await list.rows.count()).toBeLessThanOrEqual(MOST_ROWS);
    await list.scroller.evaluate((element) => element.scrollBy(0, element.clientHeight - 80));
    expect(seen.size).toBe(samples.length);
  }).toPass({ intervals: [100] });
  await expect(list.rows.last()).toHaveAttribute("aria-rowindex", String(samples.length + 1));
  expect([...seen].toSorted()).toEqual(samples.map(({ sessionId }) => sessionId).toSorted());
});

test("the column menu shows and hides columns, and a reload remembers", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto();
  await list.expectTotal(samples.length);
  await expect(list.header("Session id")).toBeHidden();
  await list.showColumns(["Session id", "Last answer"]);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Cost", exact: true }).uncheck();
  await page.keyboard.press("Escape");
  await expect(list.header("Cost")).toBeHidden();

  await page.reload();
  await expect(list.header("Session id")).toBeVisible();
  await expect(list.header("Cost")).toBeHidden();
  const [first] = await list.sessionIds();
  await expect((await list.cellsUnder("Session id")).first()).toHaveText(first ?? "");

  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("button", { name: "Reset columns" }).click();
  await page.keyboard.press("Escape");
  await expect(list.header("Cost")).toBeVisible();
  await expect(list.header("Session id")).toBeHidden();
});

test("an eval has a column with its label and its score, and its explanation on hover", async ({
  page,
  samples,
}) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("outcome=frustration:frustrated");
  const [first] = await list.sessionIds();
  const judged = samples.find(({ sessionId }) => sessionId === first);
  const verdict = judged?.verdicts.find(({ name }) => name === "frustration");
  const cell = (await list.cellsUnder("frustration")).first();
  await expect(cell).toHaveText(`frustrated${formatScore(verdict?.score ?? null)}`);
  await cell.getByRole("button").hover();
  const tip = page.getByRole("tooltip");
  await expect(tip).toContainText(verdict?.explanation ?? "");
  await expect(tip).toContainText("frustration: frustrated");
});

for (const format of ["CSV", "JSON lines", "JSON"]) {
  test(`every session of the filter downloads as ${format}`, async ({ page, samples }) => {
    const withErrors = samples.filter(({ errors }) => errors > 0);
    const list = new SessionList(page, SAMPLE_PROJECT);
    await list.goto("error=true");
    await page.getByRole("button", { name: "Download sessions" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: format, exact: true }).click();
    const text = await readFile(await (await download).path(), "utf8");
    for (const { sessionId } of withErrors) expect(text).toContain(sessionId);
    for (const { sessionId } of samples.filter(({ errors }) => errors === 0)) {
      expect(text).not.toContain(sessionId);
    }
  });
}

test("rows are links that open in a new tab", async ({ page, context }) => {
  const list = new SessionList(page, SAMPLE_PROJECT);
  await list.goto("error=true");
  const opened = context.waitForEvent("page");
  await list.titles.first().click({ modifiers: ["ControlOrMeta"] });
  await expect((await opened).getByRole("region", { name: "Conversation" })).toBeVisible();
});

import type { Locator, Page } from "@playwright/test";
import { expect } from "@/e2e/fixtures/test";
import { decodePageSegment, sessionPath, sessionsPath } from "@/lib/paths";

/** The sessions list as a reader uses it. */
export class SessionList {
  readonly grid: Locator;
  readonly rows: Locator;
  readonly bar: Locator;
  readonly chips: Locator;
  readonly titles: Locator;

  constructor(
    readonly page: Page,
    readonly project: string,
  ) {
    this.grid = page.getByRole("grid", { name: "Sessions" });
    this.rows = this.grid.getByRole("row").filter({ has: page.getByRole("gridcell") });
    this.titles = this.rows.getByRole("link");
    this.bar = page.getByRole("combobox", { name: "Search and filter sessions" });
    this.chips = page.getByRole("list", { name: "Filters" });
  }

  async goto(search = ""): Promise<void> {
    await this.page.goto(sessionsPath(this.project, search));
    await expect(this.page.getByRole("heading", { name: "Sessions", level: 1 })).toBeVisible();
  }

  /** The row of a session, by its id. */
  row(sessionId: string): Locator {
    const path = sessionPath(this.project, sessionId);
    return this.rows.filter({
      has: this.page.locator(`a[href="${path}"], a[href^="${path}?"]`),
    });
  }

  /** Ids of the rows that exist, from the top. */
  async sessionIds(): Promise<string[]> {
    const hrefs = await this.titles.evaluateAll((links) =>
      links.map((link) => link.getAttribute("href") ?? ""),
    );
    return hrefs.map(
      (href) => decodePageSegment(new URL(href, "http://x").pathname.split("/")[4] ?? "") ?? "",
    );
  }

  /** The rows are those of the list that has so many sessions, and no longer those of another. */
  async expectTotal(count: number): Promise<void> {
    const words = `${count.toLocaleString("en-US")} ${count === 1 ? "session" : "sessions"}`;
    await expect(this.page.getByRole("main").getByText(words, { exact: true })).toBeVisible();
    if (count > 0) await this.expectSettled();
  }

  async expectSettled(): Promise<void> {
    await expect(this.grid).toHaveAttribute("aria-busy", "false");
  }

  header(name: string): Locator {
    return this.grid.getByRole("columnheader", { name, exact: true });
  }

  /** The cells under one header, from the top. */
  async cellsUnder(name: string): Promise<Locator> {
    const names = await this.grid.getByRole("columnheader").allInnerTexts();
    const at = names.map((text) => text.trim()).indexOf(name);
    if (at < 0) throw new Error(`No column is called ${name}.`);
    return this.rows.locator(`:scope > :nth-child(${at + 1})`);
  }

  /** Presses the header until it orders in that direction. */
  async sortBy(name: string, dir: "ascending" | "descending"): Promise<void> {
    const header = this.header(name);
    await expect(async () => {
      if ((await header.getAttribute("aria-sort")) !== dir)
        await header.getByRole("button").click();
      await expect(header).toHaveAttribute("aria-sort", dir, { timeout: 1_000 });
    }).toPass();
    await this.expectSettled();
  }

  /** Types into the filter bar as a reader does, and takes it. */
  async type(text: string): Promise<void> {
    await this.bar.fill(text);
    await this.bar.press("Enter");
  }

  chip(words: string): Locator {
    return this.chips.getByRole("listitem").filter({ hasText: words });
  }

  async removeChip(words: string): Promise<void> {
    await this.chip(words)
      .getByRole("button", { name: /^Remove filter/ })
      .click();
  }

  async openFilter(field: string): Promise<Locator> {
    await this.page.getByRole("button", { name: "Filter", exact: true }).click();
    const menu = this.page.getByRole("dialog", { name: "Add a filter" });
    await menu.getByRole("button", { name: field, exact: true }).click();
    return menu;
  }

  async showColumns(names: string[]): Promise<void> {
    await this.page.getByRole("button", { name: "Columns" }).click();
    const menu = this.page.getByRole("dialog", { name: "Columns" });
    for (const name of names) await menu.getByRole("checkbox", { name, exact: true }).check();
    await this.page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
  }

  get scroller(): Locator {
    return this.page.locator("[data-session-grid]");
  }
}

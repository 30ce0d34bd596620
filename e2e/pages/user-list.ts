import type { Locator, Page } from "@playwright/test";
import { expect } from "@/e2e/fixtures/test";
import { decodePageSegment, usersPath } from "@/lib/paths";

/** The users page as a reader uses it. */
export class UserList {
  readonly table: Locator;
  readonly rows: Locator;
  readonly search: Locator;

  constructor(
    readonly page: Page,
    readonly project: string,
  ) {
    this.table = page.getByRole("table", { name: "Users" });
    this.rows = this.table.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.search = page.getByRole("searchbox", { name: "Search users" });
  }

  async goto(search = ""): Promise<void> {
    await this.page.goto(usersPath(this.project, search));
    await expect(this.rows.first()).toBeVisible();
  }

  async userIds(): Promise<string[]> {
    const hrefs = await this.rows
      .getByRole("rowheader")
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    return hrefs.map((href) => decodePageSegment(href.split(/[/?]/)[4] ?? "") ?? "");
  }

  async sortBy(name: string, dir: "ascending" | "descending"): Promise<void> {
    const header = this.table.getByRole("columnheader", { name, exact: true });
    await expect(async () => {
      if ((await header.getAttribute("aria-sort")) !== dir)
        await header.getByRole("button").click();
      await expect(header).toHaveAttribute("aria-sort", dir, { timeout: 1_000 });
    }).toPass();
  }
}

import type { Locator, Page } from "@playwright/test";
import { expect } from "@/e2e/fixtures/test";
import { sessionPath } from "@/lib/paths";

/** One session's page as a reader uses it. */
export class SessionPage {
  readonly conversation: Locator;
  readonly turns: Locator;
  readonly json: Locator;
  readonly trace: Locator;

  constructor(
    readonly page: Page,
    readonly project: string,
  ) {
    this.conversation = page.getByRole("region", { name: "Conversation", exact: true });
    this.turns = this.conversation.getByRole("article");
    this.json = page.getByRole("region", { name: "Conversation as JSON" });
    this.trace = page.getByRole("region", { name: "Trace", exact: true });
  }

  async goto(sessionId: string, search = "", hash = ""): Promise<void> {
    await this.page.goto(sessionPath(this.project, sessionId, search) + hash);
    await expect(this.conversation).toBeVisible();
  }

  turn(index: number): Locator {
    return this.conversation.getByRole("article", { name: new RegExp(`^Turn ${index} of `) });
  }

  /** A step of a turn by who speaks: "User", "Assistant", "Tool", "Error". */
  step(turn: Locator, speaker: string): Locator {
    return turn.getByRole("heading", { name: speaker, exact: true, level: 3 }).locator("..");
  }

  /** A figure of the header, by its name. */
  figure(name: string): Locator {
    return this.conversation
      .getByRole("term")
      .filter({ hasText: new RegExp(`^${name}$`) })
      .locator("xpath=following-sibling::dd[1]");
  }

  async openJson(): Promise<void> {
    await this.page.getByRole("button", { name: "JSON of the conversation" }).click();
    await expect(this.json).toBeVisible();
  }
}

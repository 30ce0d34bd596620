import type { Page } from "@playwright/test";
import { expect } from "@/e2e/fixtures/test";

/** What is too wide scrolls within itself; the page does not. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond, "pixels beyond the width of the window").toBeLessThanOrEqual(0);
}

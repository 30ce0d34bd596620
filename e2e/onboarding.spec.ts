import { exportConversation } from "@/e2e/exporters/export-conversation";
import { newProject } from "@/e2e/fixtures/new-project";
import { test } from "@/e2e/fixtures/own-colloquy";
import { SAMPLE_SEED } from "@/e2e/fixtures/sample-sessions";
import { expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";
import { apiPath } from "@/lib/paths";
import { firstSampleSessionId, planSessions, SAMPLE_SPAN_MS } from "@/lib/samples/plan-sessions";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

test("an empty Colloquy shows how to send, and notices the first session of an exporter", async ({
  page,
  origin,
}) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/welcome$/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Send the first session");
  await expect(main).toContainText(`${origin}/v1/traces`);
  for (const tab of await main.getByRole("tab").all()) {
    await tab.click();
    await expect(main.getByRole("tabpanel")).toContainText(origin);
  }
  await expect(main.getByRole("tab", { name: /Python/ }).first()).toBeVisible();
  await expect(main.getByRole("tab", { name: /TypeScript/ }).first()).toBeVisible();
  await expect(main.getByRole("status")).toContainText("Waiting for the first session");

  const project = newProject("first");
  await exportConversation({
    baseUrl: origin,
    project,
    sessionId: "s",
    turns: ["Is anybody there?"],
  });
  await expect(main.getByRole("status")).toContainText(`First session received in ${project}`);
  await main.getByRole("link", { name: "Open" }).click();
  const list = new SessionList(page, project);
  await expect(list.row("s")).toContainText("Is anybody there?");
  await list.row("s").getByRole("link").click();
  await expect(new SessionPage(page, project).turn(1)).toContainText("Is anybody there?");

  await page.goto("/");
  await expect(list.row("s")).toBeVisible();
});

test("one click loads the sample conversations and shows them", async ({ page, request }) => {
  test.setTimeout(60_000);
  await page.goto("/welcome");
  await page.getByRole("button", { name: "Load sample conversations" }).click();
  const list = new SessionList(page, SAMPLE_PROJECT);
  await expect(list.grid).toBeVisible({ timeout: 45_000 });
  const first = await request.get(
    apiPath(SAMPLE_PROJECT, ["sessions", firstSampleSessionId(SAMPLE_SEED)]),
  );
  const { session } = await first.json();
  const now = new Date(Date.parse(session.startedAt) + SAMPLE_SPAN_MS);
  await list.expectTotal(planSessions({ seed: SAMPLE_SEED, now }).length);
  await page.goto("/");
  await expect(list.grid).toBeVisible();
});

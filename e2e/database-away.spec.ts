import { exportConversation } from "@/e2e/exporters/export-conversation";
import { startDatabaseBehindADoor } from "@/e2e/fixtures/database-behind-a-door";
import { newProject } from "@/e2e/fixtures/new-project";
import { startColloquy } from "@/e2e/fixtures/own-colloquy";
import { test as base, expect } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";
import { sessionPath } from "@/lib/paths";

type Colloquy = Awaited<ReturnType<typeof startColloquy>>;
type Database = Awaited<ReturnType<typeof startDatabaseBehindADoor>>;

const test = base.extend<{ database: Database; colloquy: Colloquy }>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const database = await startDatabaseBehindADoor();
      await use(database);
      await database.stop();
    },
    { timeout: 60_000 },
  ],
  colloquy: [
    async ({ database }, use) => {
      const colloquy = await startColloquy({ DATABASE_URL: database.url });
      await use(colloquy);
      await colloquy.stop();
    },
    { timeout: 80_000 },
  ],
  baseURL: async ({ colloquy }, use) => use(colloquy.origin),
});
test.use({ expectedErrors: [/status of 50[03]|React error #441|favicon.ico/] });

test("without its database every screen says so, and all is there when it is back", async ({
  page,
  origin,
  database,
}) => {
  test.setTimeout(90_000);
  const project = newProject("outage");
  const conversation = { baseUrl: origin, project, turns: ["Where is order W-1?"] };
  await exportConversation({ ...conversation, sessionId: "before" });
  const list = new SessionList(page, project);
  await list.goto();
  await list.expectTotal(1);

  await database.shut();
  await expect(
    page.getByRole("main").getByText("The server does not answer; trying again"),
  ).toBeVisible();
  await expect(list.row("before"), "what was read stays").toBeVisible();
  expect((await page.request.get("/api/health/live")).status()).toBe(200);
  expect((await page.request.get("/api/health/ready")).status()).toBe(503);
  await list.type("error:false");
  const failed = page.getByRole("alert").filter({ hasText: "Sessions could not be loaded." });
  await expect(failed).toBeVisible({ timeout: 20_000 });
  const other = await page.context().newPage();
  await other.goto(sessionPath(project, "before"));
  await expect(other.getByText("This page could not be shown.")).toBeVisible();

  // An exporter keeps what it could not deliver, and tries again.
  const sending = exportConversation({ ...conversation, sessionId: "meanwhile" });
  await database.open();
  await sending;
  await expect(
    page.getByRole("main").getByText("The server does not answer; trying again"),
  ).toBeHidden({
    timeout: 15_000,
  });
  await failed.getByRole("button", { name: "Retry" }).click();
  await list.expectTotal(2);
  await expect(list.row("meanwhile")).toBeVisible();
  await other.getByRole("button", { name: "Retry" }).click();
  await expect(new SessionPage(other, project).turn(1)).toContainText("Where is order W-1?");
});

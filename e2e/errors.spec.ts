import { newProject } from "@/e2e/fixtures/new-project";
import { exchangeSpan, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect, test } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";

test.describe("an address that names nothing", () => {
  test.use({ expectedErrors: [/status of 404/] });

  test("of a session says so and leads to the list", async ({ page, request }) => {
    const project = newProject("errors");
    await sendSpans(request, project, [
      exchangeSpan({ sessionId: "s", user: "hello", assistant: "hi" }),
    ]);
    await page.goto(`/projects/${project}/sessions/no-such-session`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This session is not here");
    await expect(page.getByRole("main").getByText("no-such-session")).toBeVisible();
    await page.getByRole("link", { name: "All sessions" }).click();
    await new SessionList(page, project).expectTotal(1);
  });

  test("of a trace says so", async ({ page, request }) => {
    const project = newProject("errors");
    await sendSpans(request, project, [
      exchangeSpan({ sessionId: "s", user: "hello", assistant: "hi" }),
    ]);
    await page.goto(`/projects/${project}/traces/${"0".repeat(31)}1`);
    await expect(page.getByRole("main").getByText("This trace is not here")).toBeVisible();
  });

  for (const path of [
    "/projects/no-such-project/sessions",
    "/projects/no-such-project/users",
    "/no-such-page",
  ]) {
    test(`${path} says so and leads to the start`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is here");
      await page.getByRole("link", { name: "Go to the start page" }).click();
      await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Nothing is here");
    });
  }

  test("the page of a session that was deleted meanwhile says so on Look again", async ({
    page,
    request,
  }) => {
    const project = newProject("deleted");
    const sessionId = `${project}-s`;
    await sendSpans(request, project, [
      exchangeSpan({ sessionId, user: "hello", assistant: "hi" }),
    ]);
    const session = new SessionPage(page, project);
    await session.goto(sessionId);
    expect((await request.delete(`/v1/sessions/${sessionId}`)).status()).toBe(204);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This session is not here");
    await sendSpans(request, project, [
      exchangeSpan({ sessionId, user: "again", assistant: "hi" }),
    ]);
    await page.getByRole("button", { name: "Look again" }).click();
    await expect(session.turn(1)).toContainText("again");
  });
});

test.describe("while the server cannot answer", () => {
  test.use({ expectedErrors: [/status of 503/] });
  const away = { status: 503, json: { error: { code: "away", message: "The database is away." } } };

  test("the list keeps its rows, says what failed, and Retry brings the rest", async ({
    page,
    request,
  }) => {
    const project = newProject("away");
    const spans = Array.from({ length: 80 }, (_, at) =>
      exchangeSpan({ sessionId: `s-${at}`, user: `Question ${at}`, assistant: "ok" }),
    );
    await sendSpans(request, project, spans);
    const list = new SessionList(page, project);
    await list.goto("limit=50");
    await list.expectTotal(80);
    await page.route("**/api/projects/**", (route) => route.fulfill(away));
    await list.type("error:true");
    const alert = page.getByRole("alert").filter({ hasText: "Sessions could not be loaded." });
    await expect(alert).toContainText("The database is away.", { timeout: 15_000 });
    await expect(
      page.getByRole("main").getByText("The server does not answer; trying again"),
    ).toBeVisible();
    await page.unroute("**/api/projects/**");
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(
      page.getByRole("main").getByText("No session matches these filters"),
    ).toBeVisible();
    await expect(
      page.getByRole("main").getByText("The server does not answer; trying again"),
    ).toBeHidden();
  });

  test("the trace and the users say what failed, and Retry brings them", async ({
    page,
    request,
  }) => {
    const project = newProject("away");
    await sendSpans(request, project, [
      exchangeSpan({ sessionId: "s", userId: "u", user: "hello", assistant: "hi" }),
    ]);
    const session = new SessionPage(page, project);
    await session.goto("s");
    await page.route("**/api/projects/*/traces/*", (route) => route.fulfill(away));
    await page.getByRole("button", { name: "Trace of turn 1" }).click();
    const alert = session.trace.getByRole("alert");
    await expect(alert).toContainText("The trace could not be loaded.", { timeout: 15_000 });
    await page.unroute("**/api/projects/*/traces/*");
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(session.trace.getByRole("treeitem")).toHaveCount(1);

    await page.goto(`/projects/${project}/users`);
    await page.route("**/api/projects/*/users**", (route) => route.fulfill(away));
    await page.getByRole("searchbox", { name: "Search users" }).fill("u");
    const failed = page.getByRole("alert").filter({ hasText: "Users could not be loaded." });
    await expect(failed).toBeVisible({ timeout: 15_000 });
    await page.unroute("**/api/projects/*/users**");
    await failed.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByRole("link", { name: "u", exact: true })).toBeVisible();
  });
});

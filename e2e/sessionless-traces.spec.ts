import { newProject } from "@/e2e/fixtures/new-project";
import { exchangeSpan, newSpanId, newTraceId, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect, test } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { sessionlessTracesPath, sessionsPath } from "@/lib/paths";

test("a trace without a session is kept apart, opens, and joins the session that it names later", async ({
  page,
  request,
}) => {
  const project = newProject("sessionless");
  const traceId = newTraceId();
  const spanId = newSpanId();
  const lone = exchangeSpan({ sessionId: "s", user: "Who hears me?", assistant: "I do." });
  const nameless = { ...lone.attributes, "session.id": undefined };
  await sendSpans(request, project, [{ ...lone, traceId, spanId, attributes: nameless }]);

  await page.goto(sessionsPath(project));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    `${project} has no sessions yet`,
  );
  await page.getByRole("link", { name: "Traces", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Traces without a session");
  await page.getByRole("link", { name: /^Who hears me/ }).click();
  await expect(page.getByRole("treeitem")).toHaveCount(1);
  await expect(page.getByRole("main").getByText("belongs to no session")).toBeVisible();

  const naming = { "session.id": "late", "openinference.span.kind": "CHAIN" };
  await sendSpans(request, project, [{ traceId, parentSpanId: spanId, attributes: naming }]);
  const list = new SessionList(page, project);
  await list.goto();
  await expect(list.row("late")).toContainText("Who hears me?");
  await list.expectTotal(1);
  await page.goto(sessionlessTracesPath(project));
  await expect(page.getByRole("main").getByText("Every trace names its session")).toBeVisible();
});

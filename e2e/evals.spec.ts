import { exportConversation } from "@/e2e/exporters/export-conversation";
import { exportEvaluation } from "@/e2e/exporters/export-evaluation";
import { newProject } from "@/e2e/fixtures/new-project";
import { exchangeSpan, newSpanId, newTraceId, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect, test } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";

test("an eval that is posted becomes a column, a chip with its explanation and a filter", async ({
  page,
  request,
  origin,
}) => {
  const project = newProject("evals");
  const good = `${project}-good`;
  const bad = `${project}-bad`;
  for (const sessionId of [good, bad]) {
    await exportConversation({ baseUrl: origin, project, sessionId, turns: [`I am ${sessionId}`] });
  }
  const list = new SessionList(page, project);
  await list.goto();
  await list.expectTotal(2);
  const answer = await request.post("/v1/session_annotations?sync=true", {
    data: {
      data: [
        {
          session_id: bad,
          name: "helpfulness",
          annotator_kind: "LLM",
          result: { label: "unhelpful", score: 0.1, explanation: "It only repeats the question." },
        },
        {
          session_id: good,
          name: "helpfulness",
          annotator_kind: "HUMAN",
          result: { label: "helpful", score: 0.9, explanation: null },
        },
      ],
    },
  });
  expect(answer.status()).toBe(200);

  await expect(list.header("helpfulness")).toBeVisible({ timeout: 10_000 });
  const chip = list.row(bad).getByRole("button", { name: "unhelpful 0.1" });
  await chip.hover();
  await expect(page.getByRole("tooltip")).toContainText("It only repeats the question.");
  await chip.click();
  await list.expectTotal(1);
  await expect(list.row(bad)).toBeVisible();
  await expect(list.chip("helpfulness is unhelpful")).toBeVisible();

  await list.row(bad).getByRole("link").click();
  const session = new SessionPage(page, project);
  const annotations = session.conversation.getByRole("region", {
    name: "Annotations of the session",
  });
  await expect(annotations).toContainText("It only repeats the question.");
  await annotations.getByRole("button", { name: "Annotation helpfulness: unhelpful, 0.1" }).click();
  await expect(page.getByRole("dialog", { name: "Annotation helpfulness" })).toContainText(
    "a model (LLM)",
  );
});

test("an eval of a session that has not arrived waits for it", async ({
  page,
  request,
  origin,
}) => {
  const project = newProject("early");
  const sessionId = `${project}-s`;
  const result = { label: "correct", score: null, explanation: "Judged early." };
  const data = [{ session_id: sessionId, name: "verdict", annotator_kind: "CODE", result }];
  expect((await request.post("/v1/session_annotations", { data: { data } })).status()).toBe(200);
  await exportConversation({ baseUrl: origin, project, sessionId, turns: ["hello"] });
  const session = new SessionPage(page, project);
  await session.goto(sessionId);
  await expect(
    session.conversation.getByRole("region", { name: "Annotations of the session" }),
  ).toContainText("Judged early.");
});

test("an evaluator's span judges its session without being a turn of it", async ({
  page,
  origin,
}) => {
  const project = newProject("carrier");
  const target = { baseUrl: origin, project, sessionId: "s" };
  await exportConversation({ ...target, turns: ["hello"] });
  await exportEvaluation({
    ...target,
    name: "goal",
    label: "achieved",
    score: 1,
    explanation: "It greeted back.",
  });
  const session = new SessionPage(page, project);
  await session.goto("s");
  await expect(session.figure("Turns")).toHaveText("1");
  await expect(session.figure("Traces")).toHaveText("1");
  await expect(
    session.conversation.getByRole("region", { name: "Annotations of the session" }),
  ).toContainText("It greeted back.");
});

for (const words of ["evaluations", "annotations"] as const) {
  test(`${words} inside a span judge the span, its trace or its session`, async ({
    page,
    request,
  }) => {
    const project = newProject(words);
    const word = words.slice(0, -1);
    const traceId = newTraceId();
    const spanId = newSpanId();
    const extra = {
      [`${words}.0.${word}.name`]: "relevance",
      [`${words}.0.${word}.label`]: "relevant",
      [`${words}.0.${word}.explanation`]: "Of the span.",
      [`trace.${words}.0.${word}.name`]: "tone",
      [`trace.${words}.0.${word}.score`]: 0.25,
      [`trace.${words}.0.${word}.explanation`]: "Of the trace.",
      [`session.${words}.0.${word}.name`]: "goal",
      [`session.${words}.0.${word}.label`]: "achieved",
      [`session.${words}.0.${word}.explanation`]: "Of the session.",
    };
    const span = exchangeSpan({ sessionId: "s", user: "hello", assistant: "hi", extra });
    await sendSpans(request, project, [{ ...span, traceId, spanId }]);
    const session = new SessionPage(page, project);
    await session.goto("s");
    const own = session.conversation.getByRole("region", { name: "Annotations of the session" });
    await expect(own).toContainText("Of the session.");
    await expect(own).not.toContainText("Of the trace.");
    const ofTurn = session.turn(1).getByRole("list", { name: "Annotations" });
    await expect(ofTurn).toContainText("Of the trace.");
    await expect(ofTurn).toContainText("Of the span.");
    await ofTurn.getByRole("button", { name: "Annotation relevance: relevant" }).click();
    await expect(page.getByRole("dialog", { name: "Annotation relevance" })).toContainText(
      "the span",
    );
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Trace of turn 1" }).click();
    await expect(session.trace.getByRole("region", { name: /^Span / })).toContainText(
      "Of the span.",
    );
  });
}

import { exportConversation } from "@/e2e/exporters/export-conversation";
import { newProject } from "@/e2e/fixtures/new-project";
import { exchangeSpan, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect, test } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";
import { formatCount } from "@/lib/format";

const ROUTES = [
  { transport: "proto", compression: "none" },
  { transport: "proto", compression: "gzip" },
  { transport: "http", compression: "none" },
  { transport: "http", compression: "gzip" },
] as const;

for (const { transport, compression } of ROUTES) {
  test(`a session sent by exporter-trace-otlp-${transport} (${compression}) appears in the open list and reads right`, async ({
    page,
    request,
    origin,
  }) => {
    const project = newProject("live");
    await sendSpans(request, project, [
      exchangeSpan({ sessionId: "before", user: "hello", assistant: "hi" }),
    ]);
    const list = new SessionList(page, project);
    await list.goto();
    await list.expectTotal(1);

    const said = await exportConversation({
      baseUrl: origin,
      project,
      transport,
      compression,
      sessionId: "conv/1",
      userId: "u-7",
      metadata: { tenant: "acme" },
      tags: ["beta"],
      turns: ["Where is order W-1?", "Hit the rate limit", { user: "And thanks!", stream: true }],
    });
    await expect(list.row("conv/1")).toBeVisible({ timeout: 3_000 });
    await expect(list.row("conv/1")).toContainText("Where is order W-1?");
    await list.expectTotal(2);

    await list.row("conv/1").getByRole("link").click();
    const session = new SessionPage(page, project);
    await expect(session.turns).toHaveCount(3);
    for (const [at, { user, assistant }] of said.entries()) {
      const turn = session.turn(at + 1);
      await expect(session.step(turn, "User")).toContainText(user);
      await expect(session.step(turn, "Assistant")).toContainText(assistant ?? "No answer.");
    }

    const call = session
      .step(session.turn(1), "Tool")
      .getByRole("button", { name: /lookup_order/ });
    await call.click();
    const tool = session.step(session.turn(1), "Tool");
    await expect(tool.getByRole("tree", { name: "Arguments" })).toContainText('order_id:"W-1"');
    await expect(tool.getByRole("tree", { name: "Result" })).toContainText('status:"shipped"');

    await expect(session.step(session.turn(2), "Error")).toContainText("Rate limit reached");
    await expect(session.turn(3).getByText("– tok")).toBeVisible();
    await expect(session.turn(1).getByText("– tok")).toBeHidden();
    await expect(session.figure("Turns")).toHaveText("3");
    await expect(session.figure("Prompt tokens")).toContainText("≥");
    await expect(session.conversation.getByRole("link", { name: "u-7" })).toBeVisible();
    await expect(session.conversation.getByRole("link", { name: "beta" })).toBeVisible();
    await expect(session.conversation.getByRole("link", { name: "tenant acme" })).toBeVisible();
  });
}

test("tokens are those that the model reported, over the model calls only", async ({
  page,
  origin,
}) => {
  const project = newProject("tokens");
  const turns = ["Where is order W-1?", "thanks"];
  await exportConversation({ baseUrl: origin, project, sessionId: "s", turns });
  const session = new SessionPage(page, project);
  await session.goto("s");
  // The fake server counts characters: of all messages it gets, and of what it answers.
  const system = "You help with orders.";
  const args = JSON.stringify({ order_id: "W-1" });
  const result = JSON.stringify({ order_id: "W-1", status: "shipped" });
  const answer = `The order is here: ${result}`;
  const calls = [
    { prompt: [system, "Where is order W-1?"], completion: args },
    { prompt: [system, "Where is order W-1?", result], completion: answer },
    {
      prompt: [system, "Where is order W-1?", result, answer, "thanks"],
      completion: "You said: thanks",
    },
  ];
  const prompt = calls.flatMap((call) => call.prompt).join("").length;
  const completion = calls.map((call) => call.completion).join("").length;
  await expect(session.figure("Prompt tokens")).toHaveText(formatCount(prompt));
  await expect(session.figure("Completion tokens")).toHaveText(formatCount(completion));
});

test("bare model calls of one question are one turn", async ({ page, origin }) => {
  const project = newProject("bare");
  await exportConversation({
    baseUrl: origin,
    project,
    sessionId: "s",
    agentSpan: false,
    turns: ["Where is order W-1?"],
  });
  const session = new SessionPage(page, project);
  await session.goto("s");
  await expect(session.turns).toHaveCount(1);
  await expect(session.figure("Traces")).toHaveText("2");
  await expect(session.step(session.turn(1), "Assistant").last()).toContainText("shipped");
});

test("what arrives keeps the filters, the scroll and the selection", async ({ page, request }) => {
  const project = newProject("place");
  const spans = Array.from({ length: 60 }, (_, at) => ({
    ...exchangeSpan({
      sessionId: `s-${at}`,
      userId: "keep",
      user: `Question ${at}`,
      assistant: "ok",
    }),
    startMs: Date.now() - 3_600_000 - at * 1_000,
  }));
  await sendSpans(request, project, spans);
  const list = new SessionList(page, project);
  await list.goto("user=keep");
  await list.expectTotal(60);
  await list.row("s-0").getByRole("link").focus();
  for (let step = 0; step < 30; step++) await page.keyboard.press("j");
  await expect(list.row("s-30").getByRole("link")).toBeFocused();
  const scrollTop = await list.scroller.evaluate((element) => element.scrollTop);
  expect(scrollTop).toBeGreaterThan(0);

  await sendSpans(request, project, [
    exchangeSpan({ sessionId: "new", userId: "keep", user: "Just now", assistant: "ok" }),
    exchangeSpan({ sessionId: "other", userId: "someone", user: "Not listed", assistant: "ok" }),
  ]);
  const pill = page.getByRole("button", { name: "New activity" });
  await expect(pill).toBeVisible();
  await expect(list.row("s-30").getByRole("link")).toBeFocused();
  expect(await list.scroller.evaluate((element) => element.scrollTop)).toBe(scrollTop);
  await expect(page).toHaveURL(/\?user=keep$/);

  await pill.click();
  await expect(list.titles.first()).toHaveText(/Just now$/);
  await list.expectTotal(61);
  await expect(list.row("other")).toHaveCount(0);
});

test("an open conversation goes on when its next turn arrives", async ({ page, origin }) => {
  const project = newProject("goes-on");
  const input = { baseUrl: origin, project, sessionId: "s" };
  await exportConversation({ ...input, turns: ["The first question"] });
  const session = new SessionPage(page, project);
  await session.goto("s");
  await expect(session.turns).toHaveCount(1);
  await exportConversation({ ...input, turns: ["The second question"] });
  await expect(session.turn(2)).toContainText("You said: The second question");
  await expect(session.figure("Turns")).toHaveText("2");
});

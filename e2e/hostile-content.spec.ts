import { newProject } from "@/e2e/fixtures/new-project";
import { exchangeSpan, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect, test } from "@/e2e/fixtures/test";
import { expectNoSidewaysScroll } from "@/e2e/pages/expect-no-sideways-scroll";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";

const IDS: Record<string, string> = {
  "a way up": "../../x",
  "a slash": "a/b",
  "two dots": "..",
  "a percent sign": "100%2Fsure%zz",
  "a question mark and a hash": "a?b=c#d",
  emoji: "🙂👩‍👩‍👧",
  "right to left override": "abc\u202Edcba",
  "a newline": "first\nsecond",
  markup: "<script>window.hacked=1</script>",
  "a quote and SQL": "'; drop table sessions; --",
  "6,000 bytes": "x".repeat(6_000),
};

for (const [about, sessionId] of Object.entries(IDS)) {
  test(`a session id of ${about} is listed, opens, and comes back`, async ({ page, request }) => {
    const project = newProject("ids");
    await sendSpans(request, project, [
      exchangeSpan({ sessionId, userId: sessionId, user: "Who am I?", assistant: "You are you." }),
      exchangeSpan({ sessionId: "another", user: "Somebody else", assistant: "Yes." }),
    ]);
    const list = new SessionList(page, project);
    await list.goto("q=Who");
    await list.expectTotal(1);
    await list.titles.first().click();
    const session = new SessionPage(page, project);
    await expect(session.turn(1)).toContainText("You are you.");
    const shown = sessionId.length < 1_000 ? sessionId : sessionId.slice(0, 200);
    await expect(session.figure("Session")).toContainText(shown);
    await expect(page.getByRole("main").getByText("1 of 1", { exact: true })).toBeVisible();

    await page.reload();
    await expect(session.turn(1)).toContainText("You are you.");
    await session.openJson();
    await page.getByRole("button", { name: "Trace of turn 1" }).click();
    await expect(session.trace.getByRole("treeitem")).toHaveCount(1);
    await expectNoSidewaysScroll(page);

    await session.figure("User").getByRole("link").first().click();
    await page.getByRole("link", { name: /Who am I/ }).click();
    await expect(session.turn(1)).toContainText("You are you.");
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  });
}

const MESSAGES: Record<string, string> = {
  "a script": "<script>window.hacked=1</script>",
  "the end of a script": "</script><script>window.hacked=1</script>",
  "an image that fails": '<img src=x onerror="window.hacked=1">',
  "a remote image in HTML": '<img src="https://evil.example/p.png">',
  "a remote image in markdown": "![pixel](https://evil.example/p.png)",
  "an SVG in a data URI": "![x](data:image/svg+xml,<svg onload=alert(1)>)",
  "a link that runs": "[press](javascript:window.hacked=1)",
  "a link that hides that it runs": "[press](java\tscript:window.hacked=1)",
  "a link to data": "[press](data:text/html,<script>window.hacked=1</script>)",
  "an iframe": '<iframe src="https://evil.example"></iframe>',
  "a style": "<style>body{display:none}</style>",
  "two thousand quotes": ">".repeat(2_000),
  "a nested list": Array.from({ length: 500 }, (_, n) => `${" ".repeat(n * 2)}- x`).join("\n"),
  "a megabyte without a space": "x".repeat(1_000_000),
  "a table of one row and a thousand columns": `${"|a".repeat(1_000)}|\n${"|-".repeat(1_000)}|`,
  "right to left override": "abc \u202E dcba",
  "unclosed marks": "**[`_~~".repeat(2_000),
};

for (const [about, hostile] of Object.entries(MESSAGES)) {
  test(`a message with ${about} is shown, contained and inert`, async ({ page, request }) => {
    const project = newProject("messages");
    const text = `It begins.\n\n${hostile}`;
    await sendSpans(request, project, [
      exchangeSpan({
        sessionId: "s",
        user: text,
        assistant: text,
        extra: { "output.value": text, metadata: JSON.stringify({ note: text.slice(0, 500) }) },
      }),
      {
        ...exchangeSpan({
          sessionId: "s",
          user: "The next question",
          assistant: "The next answer",
        }),
        startMs: Date.now(),
      },
    ]);
    page.on("dialog", (dialog) => {
      throw new Error(`A dialog opened: ${dialog.message()}`);
    });
    const session = new SessionPage(page, project);
    await session.goto("s");
    await expect(session.step(session.turn(1), "User")).toContainText("It begins.");
    await expect(session.step(session.turn(1), "Assistant")).toContainText("It begins.");
    await expect(session.turn(1)).not.toContainText("could not be shown");
    await expect(session.turn(2)).toContainText("The next answer");
    for (const link of await session.turn(1).getByRole("link", { name: "press" }).all()) {
      expect(await link.getAttribute("href")).toMatch(/^(https?|mailto):/);
    }
    expect(await session.conversation.locator("img, iframe, script, style, object").count()).toBe(
      0,
    );
    await session.openJson();
    await expect(session.json.getByRole("treeitem").first()).toBeVisible();
    await page.getByRole("button", { name: "Trace of turn 1" }).click();
    await expect(session.trace.getByRole("region", { name: /^Span / })).toContainText(
      "output.value",
    );
    await expectNoSidewaysScroll(page);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  });
}

test("a list of such messages is contained and inert", async ({ page, request }) => {
  const project = newProject("messages");
  await sendSpans(
    request,
    project,
    Object.entries(MESSAGES).map(([about, text]) =>
      exchangeSpan({ sessionId: about, user: text, assistant: text }),
    ),
  );
  const list = new SessionList(page, project);
  await list.goto();
  await list.showColumns(["Last answer"]);
  await list.expectTotal(Object.keys(MESSAGES).length);
  await expect(list.row("a script")).toContainText(MESSAGES["a script"] ?? "");
  expect(await list.grid.locator("img, iframe, script, style, object").count()).toBe(0);
  await expectNoSidewaysScroll(page);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
});

test("names of evals, users, models, tags and tools are text and nothing else", async ({
  page,
  request,
}) => {
  const project = newProject("names");
  const markup = '<img src=x onerror="window.hacked=1">';
  await sendSpans(request, project, [
    exchangeSpan({
      sessionId: "s",
      userId: markup,
      user: markup,
      assistant: markup,
      extra: {
        "llm.model_name": markup,
        "tag.tags": [markup],
        metadata: JSON.stringify({ [markup]: markup, __proto__x: 1 }),
        "session.evaluations.0.evaluation.name": markup,
        "session.evaluations.0.evaluation.label": markup,
        "session.evaluations.0.evaluation.explanation": markup,
        "a.__proto__.x": markup,
        "constructor.prototype.y": markup,
      },
    }),
  ]);
  const list = new SessionList(page, project);
  await list.goto();
  await expect(list.header(markup)).toBeVisible();
  await list.rows.first().getByRole("button", { name: markup }).first().click();
  await list.expectTotal(1);
  await list.titles.first().click();
  const session = new SessionPage(page, project);
  await expect(session.figure("Metadata")).toContainText(markup);
  await page.getByRole("button", { name: "Trace of turn 1" }).click();
  await expect(session.trace.getByText("a.__proto__.x")).toBeVisible();
  await page.goto(`/projects/${project}/users`);
  await expect(page.getByRole("link", { name: markup, exact: true })).toBeVisible();
  expect(await page.locator("main img").count()).toBe(0);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
});

import { readFile } from "node:fs/promises";
import { newProject } from "@/e2e/fixtures/new-project";
import { test } from "@/e2e/fixtures/samples";
import { newTraceId, type SpanToSend, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect } from "@/e2e/fixtures/test";
import { SessionPage } from "@/e2e/pages/session-page";
import { apiPath } from "@/lib/paths";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

const TURNS = 20;

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("the conversation is one JSON document that folds, is searched, copied and downloaded", async ({
  page,
  samples,
  request,
}) => {
  const sample = samples.find(({ turns }) => turns.length > 2);
  const sessionId = sample?.sessionId ?? "";
  const document = await (
    await request.get(apiPath(SAMPLE_PROJECT, ["sessions", sessionId]))
  ).json();
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(sessionId);
  await session.openJson();
  await expect(page).toHaveURL(/[?&]pane=json/);
  const tree = session.json.getByRole("tree");
  await expect(tree.getByRole("treeitem", { name: /^turns:/, level: 2 })).toBeVisible();

  await session.json.getByRole("button", { name: "Fold" }).click();
  await page.getByRole("menuitem", { name: "Fold all" }).click();
  await expect(tree.getByRole("treeitem")).toHaveCount(1);
  await tree.getByRole("treeitem").click();
  await expect(tree.getByRole("treeitem")).toHaveCount(1 + Object.keys(document).length);

  const field = session.json.getByRole("textbox", { name: "Search the JSON" });
  await field.fill(sample?.turns[1]?.user.slice(0, 40) ?? "");
  await expect(session.json.getByRole("status").first()).toHaveText(/^1\/\d/);
  await expect(tree.getByRole("treeitem", { selected: true })).toContainText(
    sample?.turns[1]?.user.slice(0, 40) ?? "",
  );

  await session.json.getByRole("button", { name: "Copy all of the JSON" }).click();
  await expect(session.json.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toEqual(document);

  const download = page.waitForEvent("download");
  await session.json.getByRole("button", { name: "Download the JSON" }).click();
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(document);

  await page.reload();
  await expect(session.json).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(session.json).toBeHidden();
  await expect(page).not.toHaveURL(/pane=/);
});

test("the tree of the JSON is walked with the arrow keys", async ({ page, samples }) => {
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(samples[0]?.sessionId ?? "", "pane=json");
  const tree = session.json.getByRole("tree");
  const active = tree.getByRole("treeitem", { selected: true });
  // The page may be there before it listens.
  await expect(async () => {
    await tree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await expect(tree.getByRole("treeitem")).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(active).toHaveAccessibleName(/^session:/);
  await expect(active).toHaveAttribute("aria-level", "2");
});

test("the raw spans of a turn show every attribute as it was received", async ({
  page,
  samples,
}) => {
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(samples[0]?.sessionId ?? "");
  await page.getByRole("button", { name: "Raw spans of turn 1" }).click();
  const pane = page.getByRole("region", { name: "Raw spans of turn 1" });
  await pane.getByRole("textbox", { name: "Search the JSON" }).fill("openinference.span.kind");
  await expect(pane.getByRole("status").first()).toHaveText(/^1\/\d/);
  await expect(pane.getByRole("treeitem", { selected: true })).toContainText(
    "openinference.span.kind",
  );
});

test("a conversation of 20 MB stays usable as JSON", async ({ page, request }) => {
  test.setTimeout(90_000);
  const project = newProject("large");
  const rows = Array.from({ length: 1_000 }, (_, id) => ({ id, note: "x".repeat(1_000) }));
  for (let turn = 0; turn < TURNS; turn++) {
    const isLast = turn === TURNS - 1;
    const result = isLast ? [...rows, { id: "the needle" }] : rows;
    await sendSpans(request, project, toolTurn(turn, JSON.stringify(result)));
  }
  const session = new SessionPage(page, project);
  await session.goto("s");
  await session.openJson();
  const size = await page.evaluate(
    async (path) => {
      const answer = await fetch(path);
      return (await answer.text()).length;
    },
    apiPath(project, ["sessions", "s"]),
  );
  expect(size).toBeGreaterThan(20_000_000);

  const tree = session.json.getByRole("tree");
  await expect(tree.getByRole("treeitem", { name: /^turns:/, level: 2 })).toBeVisible();
  await session.json.getByRole("button", { name: "Fold" }).click();
  await page.getByRole("menuitem", { name: "Open all" }).click();
  expect(await tree.getByRole("treeitem").count()).toBeLessThan(200);
  const field = session.json.getByRole("textbox", { name: "Search the JSON" });
  await field.fill("the needle");
  await expect(session.json.getByRole("status").first()).toHaveText("1/1", { timeout: 15_000 });
  await expect(session.json.getByText("the needle").first()).toBeVisible();
  await field.fill("nowhere to be found");
  await expect(session.json.getByRole("status").first()).toHaveText("no match", {
    timeout: 15_000,
  });
});

/** The two model calls of a turn whose tool returned that. */
function toolTurn(turn: number, result: string): SpanToSend[] {
  const startMs = Date.now() - 60_000 + turn * 1_000;
  const traceId = newTraceId();
  const ask = {
    "openinference.span.kind": "LLM",
    "session.id": "s",
    "llm.input_messages.0.message.role": "user",
    "llm.input_messages.0.message.content": `List part ${turn}`,
  };
  const call = (messages: string) => ({
    [`${messages}.message.role`]: "assistant",
    [`${messages}.message.tool_calls.0.tool_call.id`]: `call-${turn}`,
    [`${messages}.message.tool_calls.0.tool_call.function.name`]: "list_rows",
    [`${messages}.message.tool_calls.0.tool_call.function.arguments`]: JSON.stringify({ turn }),
  });
  return [
    { traceId, startMs, attributes: { ...ask, ...call("llm.output_messages.0") } },
    {
      traceId,
      startMs: startMs + 300,
      attributes: {
        ...ask,
        ...call("llm.input_messages.1"),
        "llm.input_messages.2.message.role": "tool",
        "llm.input_messages.2.message.tool_call_id": `call-${turn}`,
        "llm.input_messages.2.message.content": result,
        "llm.output_messages.0.message.role": "assistant",
        "llm.output_messages.0.message.content": `Part ${turn} is listed.`,
      },
    },
  ];
}

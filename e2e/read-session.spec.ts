import { test } from "@/e2e/fixtures/samples";
import { expect } from "@/e2e/fixtures/test";
import { SessionPage } from "@/e2e/pages/session-page";
import { formatCount, formatDuration, formatExactCount } from "@/lib/format";
import { apiPath } from "@/lib/paths";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

test("the header says who talked, when, and what it took", async ({ page, samples }) => {
  const sample = samples.find(
    ({ userId, errors, turns }) => userId !== null && errors > 0 && turns.length > 2,
  );
  if (!sample) throw new Error("No sample has a user, an error and some turns.");
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(sample.sessionId);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(sample.title.slice(0, 60));
  await expect(session.figure("Session")).toContainText(sample.sessionId);
  await expect(session.figure("User")).toContainText(sample.userId ?? "");
  await expect(session.figure("Turns")).toHaveText(String(sample.turns.length));
  await expect(session.figure("Traces")).toHaveText(String(sample.traces));
  await expect(session.figure("Spans")).toHaveText(String(sample.spans));
  await expect(session.figure("Errors")).toHaveText(String(sample.errors));
  await expect(session.figure("Duration")).toHaveText(
    formatDuration(Math.round(sample.durationMs)),
  );
  await expect(session.figure("Prompt tokens")).toContainText(formatCount(sample.promptTokens));
  await expect(session.figure("Completion tokens")).toContainText(
    formatCount(sample.completionTokens),
  );
  const [started] = [session.figure("Started").getByRole("time").first()];
  const at = (await started.getAttribute("datetime")) ?? "";
  expect(Date.parse(at)).toBe(Math.floor(sample.startedMs));
  for (const model of sample.models) {
    await expect(session.figure("Models").getByRole("link", { name: model })).toBeVisible();
  }
  for (const [key, value] of Object.entries(sample.metadata)) {
    await expect(session.figure("Metadata")).toContainText(`${key}${value}`);
  }
});

test("the turns stand in order with what was said, called and answered", async ({
  page,
  samples,
}) => {
  const sample = samples.find(
    ({ turns, errors }) =>
      errors === 0 &&
      turns.length > 2 &&
      turns.some(({ steps }) => steps.some(({ type }) => type === "tools")),
  );
  if (!sample) throw new Error("No sample calls a tool.");
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(sample.sessionId);
  for (const [at, { user, steps }] of sample.turns.entries()) {
    const turn = session.turn(at + 1);
    await turn.scrollIntoViewIfNeeded();
    await expect(session.step(turn, "User")).toContainText(user);
    const calls = steps.flatMap((step) => (step.type === "tools" ? step.calls : []));
    const tools = session.step(turn, "Tool");
    await expect(tools).toHaveCount(calls.length);
    for (const [place, { name, result }] of calls.entries()) {
      const tool = tools.nth(place);
      const toggle = tool.getByRole("button", { name: new RegExp(name) });
      await expect(toggle).toHaveAttribute("aria-expanded", "false");
      await toggle.click();
      await expect(tool).toContainText("Arguments");
      await expect(tool).toContainText(result === null ? "Arguments" : "Result");
    }
  }
});

test("a failed call shows its error in its turn", async ({ page, samples }) => {
  const sample = samples.find(({ turns }) =>
    turns.some(({ steps }) => steps.some(({ type }) => type === "failure")),
  );
  const at = sample?.turns.findIndex(({ steps }) => steps.some(({ type }) => type === "failure"));
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(sample?.sessionId ?? "", "", `#turn-${(at ?? 0) + 1}`);
  await expect(session.step(session.turn((at ?? 0) + 1), "Error").first()).toContainText(
    /429|timed out|overloaded|529|503/i,
  );
});

test("a link to a turn lands on it, below the bars, and marks it once", async ({
  page,
  samples,
}) => {
  const long = samples.toSorted((a, b) => b.turns.length - a.turns.length)[0];
  if (!long) throw new Error("There are no samples.");
  const index = long.turns.length - 20;
  await page.addInitScript(() => {
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...args) {
      if (this.tagName === "ARTICLE") document.documentElement.dataset.marked = this.id;
      return animate.apply(this, args);
    };
  });
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(long.sessionId, "", `#turn-${index}`);
  const heading = session.turn(index).getByRole("heading", { name: `Turn ${index}`, exact: true });
  await expect(heading).toBeInViewport();
  await expect(session.turn(index)).toContainText(long.turns[index - 1]?.user ?? "");
  await expect(page.locator("html")).toHaveAttribute("data-marked", `turn-${index}`);
  await expect
    .poll(async () => {
      const top = (await session.conversation.boundingBox())?.y ?? 0;
      return Math.abs(((await heading.boundingBox())?.y ?? 0) - top);
    })
    .toBeLessThan(40);
});

test("a long conversation keeps few turns in the page and reads to its end", async ({
  page,
  samples,
}) => {
  const long = samples.toSorted((a, b) => b.turns.length - a.turns.length)[0];
  if (!long) throw new Error("There are no samples.");
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(long.sessionId);
  await expect(page.getByRole("article", { name: `Turn 1 of ${long.turns.length}` })).toBeVisible();
  await expect(session.conversation.getByText(/^Loading/)).toBeHidden();
  expect(await session.turns.count()).toBeLessThan(30);
  const last = session.turn(long.turns.length);
  await page.keyboard.press("End");
  await expect(last).toContainText(long.turns.at(-1)?.user ?? "");
  await expect(session.conversation.getByText(/^(Live|End of the conversation)/)).toBeInViewport();
  expect(await session.turns.count()).toBeLessThan(30);
  await page.keyboard.press("Home");
  await expect(session.turn(1)).toContainText(long.turns[0]?.user ?? "");
  await expect(session.turn(1)).toBeInViewport();
});

test("previous and next follow the order of the list one came from", async ({ page, request }) => {
  const search = "error=true&sort=totalTokens";
  const answer = await request.get(apiPath(SAMPLE_PROJECT, ["sessions"], search));
  const { rows, total } = await answer.json();
  const ids: string[] = rows.map(({ sessionId }: { sessionId: string }) => sessionId);
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(ids[1] ?? "", search);
  await expect(
    page.getByRole("main").getByText(`2 of ${formatExactCount(total.count)}`),
  ).toBeVisible();
  await page.getByRole("link", { name: "Next session" }).click();
  await expect(session.figure("Session")).toContainText(ids[2] ?? "");
  await expect(
    page.getByRole("main").getByText(`3 of ${formatExactCount(total.count)}`),
  ).toBeVisible();
  await page.getByRole("link", { name: "Previous session" }).click();
  await page.getByRole("link", { name: "Previous session" }).click();
  await expect(
    page.getByRole("main").getByText(`1 of ${formatExactCount(total.count)}`),
  ).toBeVisible();
  await expect(session.figure("Session")).toContainText(ids[0] ?? "");
});

test("find counts the matches, steps through them and opens what hides one", async ({
  page,
  samples,
}) => {
  const sample = samples.find(({ turns }) =>
    turns.some(({ steps }) => steps.some((s) => s.type === "tools" && s.calls.length > 0)),
  );
  const at =
    sample?.turns.findIndex(({ steps }) => steps.some(({ type }) => type === "tools")) ?? 0;
  const step = sample?.turns[at]?.steps.find(({ type }) => type === "tools");
  const call = step?.type === "tools" ? step.calls[0] : undefined;
  const [argument] = Object.values(call?.arguments ?? {});
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(sample?.sessionId ?? "");
  await page.keyboard.press("/");
  const field = page.getByRole("textbox", { name: "Find in the conversation" });
  await expect(field).toBeFocused();
  await field.fill(String(argument).slice(0, 40));
  const status = page.getByRole("search").getByRole("status");
  await expect(status).toHaveText(/^1\/\d+$/);
  const total = Number((await status.textContent())?.split("/")[1]);
  expect(total).toBeGreaterThan(0);
  for (let n = 1; n < total; n++) await field.press("Enter");
  await expect(status).toHaveText(`${total}/${total}`);
  await field.press("Enter");
  await expect(status).toHaveText(`1/${total}`);
  await expect(session.conversation.getByRole("tree", { name: "Arguments" }).first()).toBeVisible();
  await field.fill("no such words anywhere");
  await expect(status).toHaveText("no match");
  await field.press("Escape");
  await expect(field).toBeHidden();
});

test("the trace of a turn shows its spans as a tree, and every attribute of one", async ({
  page,
  samples,
  request,
}) => {
  const sample = samples.find(({ turns }) => turns[0]?.steps.some(({ type }) => type === "tools"));
  const session = new SessionPage(page, SAMPLE_PROJECT);
  await session.goto(sample?.sessionId ?? "");
  await page.getByRole("button", { name: "Trace of turn 1" }).click();
  const tree = session.trace.getByRole("tree", { name: "Spans" });
  const traceId = new URL(page.url()).searchParams.get("trace") ?? "";
  const { spans } = await (await request.get(apiPath(SAMPLE_PROJECT, ["traces", traceId]))).json();
  await expect(tree.getByRole("treeitem")).toHaveCount(spans.length);
  await expect(tree.getByRole("treeitem", { level: 1 })).toHaveCount(1);

  const call = tree.getByRole("treeitem").filter({ hasText: "LLM" }).first();
  await call.click();
  await expect(call).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveURL(/[?&]span=/);
  const spanId = new URL(page.url()).searchParams.get("span") ?? "";
  const path = apiPath(SAMPLE_PROJECT, ["traces", traceId, "spans", spanId]);
  const stored = await (await request.get(path)).json();
  const details = session.trace.getByRole("region", { name: /^Span / });
  for (const key of Object.keys(stored.attributes)) {
    await expect(details.getByRole("term").filter({ hasText: key }).first()).toBeAttached();
  }
  await details.getByRole("textbox", { name: "Search in attributes" }).fill("llm.model_name");
  await expect(details.getByText(/^1 of /)).toBeVisible();

  await page.reload();
  await expect(tree.getByRole("treeitem", { selected: true })).toContainText("LLM");
  await page.keyboard.press("Escape");
  await expect(session.trace).toBeHidden();
});

test("a trace has a page of its own that leads to its session", async ({
  page,
  samples,
  request,
}) => {
  const [sample] = samples;
  const conversation = await request.get(
    apiPath(SAMPLE_PROJECT, ["sessions", sample?.sessionId ?? ""]),
  );
  const { turns } = await conversation.json();
  await page.goto(`/projects/${SAMPLE_PROJECT}/traces/${turns[0].traceIds[0]}`);
  await expect(page.getByRole("tree", { name: "Spans" })).toBeVisible();
  await page.getByRole("link", { name: "Open its session" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    sample?.title.slice(0, 30) ?? "",
  );
});

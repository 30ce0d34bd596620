import type { APIRequestContext } from "@playwright/test";
import { newProject } from "@/e2e/fixtures/new-project";
import { exchangeSpan, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect, test } from "@/e2e/fixtures/test";
import { SessionPage } from "@/e2e/pages/session-page";
import { apiPath } from "@/lib/paths";

const TURNS = 3_000;
const STEP_MS = 10_000;
const AT_ONCE = 500;

const project = newProject("long");
const sessionId = "long/one";

async function sendTurns(request: APIRequestContext, from: number, to: number) {
  const startMs = Date.now() - TURNS * STEP_MS;
  const turns = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const spans = turns.map((turn) => ({
    ...exchangeSpan({
      sessionId,
      user: `question ${turn}${turn === 1_500 ? " with a needle" : ""}`,
      assistant: `answer ${turn}: ${"so it goes, ".repeat(turn % 40)}`,
    }),
    startMs: startMs + turn * STEP_MS,
    error: turn === 2_345 ? "the model gave up" : undefined,
  }));
  for (let first = 0; first < spans.length; first += AT_ONCE) {
    await sendSpans(request, project, spans.slice(first, first + AT_ONCE));
  }
}

test.beforeAll(async ({ request }) => {
  await sendTurns(request, 1, TURNS);
});

test("a session of 3,000 turns opens with its first, and loads others where one goes", async ({
  page,
}) => {
  const reads: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.endsWith("/turns")) reads.push(search);
  });
  const session = new SessionPage(page, project);
  await session.goto(sessionId);
  await expect(session.turn(1)).toContainText("answer 1");
  await expect(session.figure("Turns")).toHaveText("3,000");
  expect(await session.turns.count()).toBeLessThan(30);

  const outline = page.getByRole("navigation", { name: "Turns" });
  await outline.hover();
  await page.mouse.wheel(0, 1_000_000);
  await expect(outline.getByRole("link", { name: "question 2999" })).toBeVisible();
  await outline.getByRole("link", { name: "question 3000" }).click();
  await expect(session.turn(3_000)).toContainText("answer 3000");
  await expect(session.turn(3_000).getByRole("heading", { level: 2 })).toBeInViewport();
  await expect(session.conversation.getByText(/^(Live|End of the conversation)/)).toBeInViewport();
  expect(await session.turns.count()).toBeLessThan(30);

  await page.reload();
  await expect(session.turn(3_000)).toContainText("answer 3000");
  await expect(session.turn(3_000).getByRole("heading", { level: 2 })).toBeInViewport();
  expect(reads).not.toContain("");
  expect(new Set(reads).size).toBeLessThan(8);
});

test("a link to a turn that is not loaded lands on it, and keys go on from there", async ({
  page,
}) => {
  const session = new SessionPage(page, project);
  await session.goto(sessionId, "", "#turn-2345");
  const heading = session.turn(2_345).getByRole("heading", { name: "Turn 2345", exact: true });
  await expect(session.turn(2_345)).toContainText("the model gave up");
  await expect
    .poll(async () => {
      const top = (await session.conversation.boundingBox())?.y ?? 0;
      return Math.abs(((await heading.boundingBox())?.y ?? 0) - top);
    })
    .toBeLessThan(40);
  for (const turn of [2_346, 2_347, 2_348]) {
    await page.keyboard.press("j");
    await expect(session.turn(turn)).toBeFocused();
  }
  await expect(session.turn(2_348)).toContainText("answer 2348");
});

test("the end key leads to the end when its turns have loaded, unless one went on", async ({
  page,
  request,
}) => {
  const turns = 300;
  const tall = "long/tall";
  const spans = Array.from({ length: turns }, (_, at) => ({
    ...exchangeSpan({
      sessionId: tall,
      user: `question ${at + 1}`,
      // Far taller than what stands for it until it is loaded.
      assistant: `answer ${at + 1}: ${"so it goes, ".repeat(at === turns - 2 ? 200 : 1)}`,
    }),
    startMs: Date.now() - (turns - at) * STEP_MS,
  }));
  await sendSpans(request, project, spans);
  const session = new SessionPage(page, project);
  await session.goto(tall);
  await expect(session.turn(1)).toContainText("answer 1");
  let held: (() => void)[] = [];
  let isHeld = true;
  await page.route("**/turns?*", async (route) => {
    if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  const letLoad = () => {
    isHeld = false;
    for (const go of held) go();
    held = [];
  };
  const end = session.conversation.getByText(/^(Live|End of the conversation)/);
  await page.keyboard.press("End");
  await expect(session.turn(turns)).toHaveAttribute("aria-busy", "true");
  await session.conversation.hover();
  await page.mouse.wheel(0, -3_000);
  await expect(end).toBeHidden();
  letLoad();
  await expect(session.turns.first()).toContainText(/answer 2\d\d/);
  await expect(end).toBeHidden();

  await page.keyboard.press("Home");
  await expect(session.turn(1)).toBeInViewport();
  await page.reload();
  await expect(session.turn(1)).toContainText("answer 1");
  isHeld = true;
  await page.keyboard.press("End");
  await expect(session.turn(turns)).toHaveAttribute("aria-busy", "true");
  await expect(end).toBeInViewport();
  letLoad();
  await expect(session.turn(turns)).toContainText("answer 300");
  await expect(end).toBeInViewport();
});

test("find looks through turns that were not loaded", async ({ page }) => {
  const session = new SessionPage(page, project);
  await session.goto(sessionId);
  await page.keyboard.press("/");
  const field = page.getByRole("textbox", { name: "Find in the conversation" });
  const status = page.getByRole("search").getByRole("status");
  await field.fill("with a needle");
  await expect(status).toHaveText("1/1");
  await expect(session.turn(1_500)).toContainText("question 1500 with a needle");
  await expect(session.turn(1_500).getByText("with a needle")).toBeInViewport();
  await field.fill("answer 2999");
  await expect(status).toHaveText("1/1");
  await expect(session.turn(2_999)).toBeInViewport();
});

test("the JSON pane and the API hold every turn", async ({ page, request }) => {
  const answer = await request.get(apiPath(project, ["sessions", sessionId]));
  const { turns } = await answer.json();
  expect(turns).toHaveLength(TURNS);
  expect(turns[2_998].user).toBe("question 2999");
  const session = new SessionPage(page, project);
  await session.goto(sessionId);
  await session.openJson();
  const search = session.json.getByRole("textbox", { name: "Search the JSON" });
  await search.fill("question 2718");
  await expect(session.json.getByRole("search").getByRole("status")).toHaveText("1/1");
});

test("a turn that arrives while one reads far away is announced, and one click away", async ({
  page,
  request,
}) => {
  const session = new SessionPage(page, project);
  await session.goto(sessionId, "", "#turn-1000");
  await expect(session.turn(1_000)).toContainText("answer 1000");
  await sendTurns(request, TURNS + 1, TURNS + 1);
  const arrived = page.getByRole("button", { name: "1 new turn" });
  await expect(arrived).toBeVisible({ timeout: 25_000 });
  await expect(session.turn(1_000)).toBeInViewport();
  await arrived.click();
  await expect(session.turn(TURNS + 1)).toContainText(`answer ${TURNS + 1}`);
});

import { expect, test } from "vitest";
import { deriveTurns } from "@/lib/conversation/derive-turns";
import { toSessionDocument } from "@/lib/conversation/session-document";
import { PAGE_TURNS, type SessionDetail, type TurnPage } from "@/lib/sessions/session-detail";
import { annotationsByTurn } from "@/lib/trace/annotations-by-turn";
import { readConversationSpans } from "./conversation-spans";
import { startTestDatabase } from "./embedded/test-database";
import { findPlannedSession, findSession } from "./find-session";
import { ingestSpans } from "./ingest-spans";
import { openSession } from "./open-session";
import type { PlannedSession } from "./plan-session";
import { takeProjectId } from "./projects";
import { putAnnotations } from "./put-annotations";
import { readTurnPage, writeAllTurns } from "./read-turn-page";
import { readTurnSpans } from "./read-turn-spans";
import { sessionKey } from "./session-key";
import { longSession } from "./testing/long-session";
import { randomSpans } from "./testing/random-spans";
import { writeSessionDocument } from "./write-session-document";

await startTestDatabase();

async function planned(key: string): Promise<PlannedSession> {
  const session = await findPlannedSession(key);
  if (!session) throw new Error("There is no such session.");
  return session;
}

async function collect(pieces: AsyncGenerator<string> | null): Promise<string> {
  let text = "";
  for await (const piece of pieces ?? []) text += piece;
  return text;
}

async function readWhole(session: PlannedSession): Promise<TurnPage> {
  return JSON.parse(await collect(writeAllTurns(session)));
}

/** `together`: so many turns share a trace. */
async function store(name: string, turns: number, together: number): Promise<string> {
  await ingestSpans(longSession({ sessionId: name, turns, together }), "pages");
  return sessionKey(await takeProjectId("pages"), name);
}

test.each([1, 4, 1000])("pages read as the whole, %i turns a trace", async (together) => {
  const key = await store(`of-${together}`, 90, together);
  const session = await planned(key);
  const bounds = await findSession(key);
  if (!bounds) throw new Error("There is no such session.");
  const turns = deriveTurns(await readConversationSpans(key, bounds));
  expect(turns).toHaveLength(90);
  for (let from = 0; from < 90; from += PAGE_TURNS) {
    const page = await readTurnPage(session, { from, to: from + PAGE_TURNS });
    expect(page.turns).toEqual(turns.slice(from, from + PAGE_TURNS));
  }
  expect((await readWhole(session)).turns).toEqual(JSON.parse(JSON.stringify(turns)));
});

test("sessions of every untidiness: as many turns as the list says, each as in the whole", async () => {
  await ingestSpans(randomSpans(11, 40), "untidy");
  const projectId = await takeProjectId("untidy");
  for (let index = 0; index < 40; index++) {
    const key = sessionKey(projectId, `session-11-${index}`);
    const bounds = await findSession(key);
    const opening = await openSession(key);
    if (!bounds || !opening) continue;
    const turns = deriveTurns(await readConversationSpans(key, bounds));
    expect(opening.session.turns).toBe(turns.length);
    expect(opening.outline.questions).toHaveLength(turns.length);
    expect(opening.first.turns).toEqual(turns.slice(0, PAGE_TURNS));
  }
});

test("the outline says what was asked, what failed and what was judged", async () => {
  const key = await store("outlined", 60, 1);
  const { turns } = await readWhole(await planned(key));
  const judged = [3, 44];
  await putAnnotations(
    judged.map((place) => ({
      target: "trace",
      targetId: turns[place]?.traceIds[0] ?? "",
      ...{ name: "tone", identifier: "", label: "kind", score: null, explanation: null },
      ...{ annotatorKind: "HUMAN", metadata: null, source: "API" },
    })),
    await takeProjectId("pages"),
  );
  const opening = await openSession(key);
  expect(opening?.outline).toEqual({
    questions: turns.map(({ user }) => user?.slice(0, 60)),
    failed: turns.flatMap(({ errors }, place) => (errors.length > 0 ? [place] : [])),
    judged,
  });
  expect(opening?.outline.failed.length).toBeGreaterThan(3);
});

test.each([1, 4, 1000])(
  "what judges a turn comes with its page, once, %i turns a trace",
  async (together) => {
    const key = await store(`judged-${together}`, 60, together);
    const session = await planned(key);
    const { turns } = await readWhole(session);
    const traceIds = [...new Set(turns.flatMap((turn) => turn.traceIds))];
    const shared = {
      ...{ identifier: "", label: null, score: 1, explanation: null, metadata: null },
      ...({ annotatorKind: "CODE", source: "API" } as const),
    };
    await putAnnotations(
      [
        { target: "session", targetId: `judged-${together}`, name: "goal", ...shared },
        ...traceIds.map(
          (targetId) => ({ target: "trace", targetId, name: "tone", ...shared }) as const,
        ),
        ...turns.map((turn) => ({
          ...({ target: "span", name: "grounded" } as const),
          ...{ targetId: turn.spanIds.at(-1) ?? "", traceId: turn.traceIds[0], ...shared },
        })),
      ],
      await takeProjectId("pages"),
    );
    const whole = await readWhole(session);
    expect(whole.annotations).toHaveLength(traceIds.length + turns.length);
    const places = annotationsByTurn(whole.turns, whole.annotations);
    const seen: string[] = [];
    for (let from = 0; from < 60; from += PAGE_TURNS) {
      const page = await readTurnPage(session, { from, to: from + PAGE_TURNS });
      const own = annotationsByTurn(page.turns, page.annotations);
      for (const { index } of page.turns) {
        expect(own.get(index)).toEqual(places.get(index));
      }
      seen.push(...page.annotations.map(({ id }) => id));
    }
    expect(seen.sort()).toEqual(whole.annotations.map(({ id }) => id).sort());
    const opening = await openSession(key);
    expect(opening?.annotations.map(({ name }) => name)).toEqual(["goal"]);
    expect(opening?.outline.judged).toEqual(turns.map(({ index }) => index - 1));
  },
);

test("the streamed document is the document", async () => {
  const key = await store("document", 130, 3);
  const opening = await openSession(key);
  if (!opening) throw new Error("There is no such session.");
  const whole = await readWhole(await planned(key));
  const detail: SessionDetail = {
    session: opening.session,
    turns: whole.turns,
    annotations: [...opening.annotations, ...whole.annotations],
  };
  const written = await collect(await writeSessionDocument(key));
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(toSessionDocument(detail))));
});

test("the raw spans of a turn are its own", async () => {
  const session = await planned(await store("raw", 40, 1000));
  const { turns } = await readWhole(session);
  for (const place of [0, 17, 39]) {
    const spans = await readTurnSpans(session, place);
    expect(spans?.map(({ spanId }) => spanId).sort()).toEqual(turns[place]?.spanIds.toSorted());
    expect(spans?.every(({ attributes }) => Object.keys(attributes).length > 0)).toBe(true);
  }
  expect(await readTurnSpans(session, 40)).toBeNull();
});

test("a text of megabytes comes cut with its page, and whole with all turns", async () => {
  const text = `start ${"ö".repeat(3_000_000)} end`;
  const [span] = longSession({ sessionId: "heavy", turns: 1, together: 1 }).slice(-1);
  if (!span) throw new Error("There is no span.");
  span.attributes.set("llm.output_messages.0.message.content", text);
  await ingestSpans([span], "pages");
  const session = await planned(sessionKey(await takeProjectId("pages"), "heavy"));
  const page = await readTurnPage(session, { from: 0, to: PAGE_TURNS });
  expect(page.isCut).toBe(true);
  expect(page.turns[0]?.assistant?.slice(0, 200_001)).toBe(`${text.slice(0, 200_000)}\n`);
  expect(page.turns[0]?.assistant).toMatch(/ö\n\[cut: 3 MB in all, see the trace\]$/);
  const whole = await readWhole(session);
  expect(whole.isCut).toBe(false);
  expect(whole.turns[0]?.assistant).toBe(text);
});

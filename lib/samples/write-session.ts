import {
  askForTools,
  type ChatMessage,
  type IdentifiedCall,
  type SentMessage,
  toolResult,
  toSent,
} from "./chat-history";
import { DIALECTS } from "./dialects";
import { evaluationAttributes } from "./evaluation-spans";
import { writeModelCall } from "./model-call-span";
import { type KeyValueJson, toKeyValues } from "./otlp-json";
import type { SamplePerson } from "./people";
import type { SampleRandom } from "./random";
import { SAMPLE_AGENTS, type SampleModel } from "./sample-agents";
import type { SampleConversation, SampleTurn } from "./sample-conversation";
import { writeToolRun } from "./tool-span";
import { createTraceWriter, type WrittenSpan } from "./trace-writer";

export interface SessionPlan {
  sessionId: string;
  person: SamplePerson;
  conversation: SampleConversation;
  startMs: number;
  model: SampleModel;
  random: SampleRandom;
  /** Judgements ride on the last root span instead of arriving later. */
  judgedInPlace: boolean;
}

export interface WrittenSession {
  spans: WrittenSpan[];
  endMs: number;
  /** The root of each turn's trace, by turn. */
  roots: { traceId: string; spanId: string; endMs: number }[];
}

/** Tells a conversation as the spans that its application would have sent: one trace a turn. */
export function writeSession(plan: SessionPlan): WrittenSession {
  const { conversation, random } = plan;
  const agent = SAMPLE_AGENTS[conversation.app];
  const context = contextAttributes(plan);
  let history = [toSent({ role: "system", content: agent.system }, 0)];
  let clockMs = plan.startMs;
  const session: WrittenSession = { spans: [], roots: [], endMs: clockMs };

  conversation.turns.forEach((turn, i) => {
    if (i > 0) clockMs += Math.round(turn.pauseMs);
    const isLast = i === conversation.turns.length - 1;
    const extra =
      isLast && plan.judgedInPlace ? evaluationAttributes("session", conversation.verdicts) : [];
    const written = writeTurn(turn, history, {
      ...plan,
      context,
      extra,
      startMs: clockMs,
      random: random.fork(`turn-${i}`),
    });
    history = written.history;
    clockMs = written.endMs;
    session.spans.push(...written.spans);
    session.roots.push({ traceId: written.traceId, spanId: written.rootId, endMs: written.endMs });
  });
  session.endMs = clockMs;
  return session;
}

/** What using_session, using_user and their like put on every span. */
function contextAttributes({ sessionId, person, conversation, random }: SessionPlan) {
  const agent = SAMPLE_AGENTS[conversation.app];
  const choices = random.fork("context");
  const channel = choices.pick(agent.channels);
  const tags = [channel, ...new Set(conversation.tags)];
  if (choices.chance(0.15)) tags.push("beta");
  return toKeyValues({
    "session.id": sessionId,
    metadata: JSON.stringify({
      tenant: person.tenant,
      plan: person.plan,
      build: choices.pick(agent.builds),
    }),
    "user.id": person.userId ?? undefined,
    "tag.tags": DIALECTS[agent.dialect].tags(tags),
  });
}

interface TurnPlan extends SessionPlan {
  context: KeyValueJson[];
  extra: KeyValueJson[];
}

function writeTurn(turn: SampleTurn, before: SentMessage[], plan: TurnPlan) {
  const { conversation, context, model, random, startMs } = plan;
  const agent = SAMPLE_AGENTS[conversation.app];
  const dialect = DIALECTS[agent.dialect];
  const trace = createTraceWriter(random.fork("trace"), dialect);
  const rootId = trace.newSpanId();
  const history = [...before];
  const remember = (message: ChatMessage) => history.push(toSent(message, history.length));
  remember({ role: "user", content: turn.user });
  let clockMs = startMs + 1;
  let output: string | undefined;
  let error: { type: string; message: string } | undefined;
  const place = { trace, parentSpanId: rootId, context, agent, dialect, model, random };

  for (const step of withRetrieval(turn)) {
    if (step.type === "failure") {
      error = dialect.failures[step.failure];
      const waitMs = step.failure === "timeout" ? 60_000 : random.around(420, 0.4);
      clockMs = writeModelCall({ ...place, history, startMs: clockMs, error, waitMs });
    } else if (step.type === "answer") {
      const reply: ChatMessage = { role: "assistant", content: step.text };
      clockMs = writeModelCall({
        ...place,
        history,
        startMs: clockMs,
        reply,
        streamed: step.streamed,
      });
      remember(reply);
      output = step.text;
    } else {
      const calls: IdentifiedCall[] = step.calls.map((call) => ({
        id: `call_${random.hex(20)}`,
        call,
      }));
      const reply = askForTools(step.text, calls);
      clockMs = writeModelCall({ ...place, history, startMs: clockMs, reply });
      remember(reply);
      for (const call of calls) remember(toolResult(call));
      const ends = calls.map(({ call }) =>
        writeToolRun({ ...place, call, turn, startMs: clockMs }),
      );
      clockMs = Math.max(...ends);
    }
  }

  const endMs = clockMs + 1 + random.next();
  trace.add({
    name: agent.root.name,
    scope: dialect.appScope,
    spanId: rootId,
    startMs,
    endMs,
    error,
    attributes: [
      ...context,
      ...toKeyValues({
        "openinference.span.kind": agent.root.kind,
        "input.value": turn.user,
        "input.mime_type": "text/plain",
        "output.value": output,
        "output.mime_type": output === undefined ? undefined : "text/plain",
      }),
      ...plan.extra,
    ],
  });
  const kept = error && !agent.keepsFailedTurns ? before : history;
  return { spans: trace.finish(), traceId: trace.traceId, rootId, endMs, history: kept };
}

/** Retrieval is a tool that the model asks for first. */
function withRetrieval(turn: SampleTurn): SampleTurn["steps"] {
  if (!turn.documents || turn.documents.length === 0) return turn.steps;
  const search = {
    name: "search_docs",
    arguments: { query: turn.user },
    result: turn.documents.map(({ id, title, text }) => ({ id, title, text })),
    error: null,
    latencyMs: 0,
  };
  return [{ type: "tools", text: "", calls: [search] }, ...turn.steps];
}

import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import {
  PAGE_TURNS,
  type SessionHead,
  type SessionOpening,
  type TurnPage,
} from "@/lib/sessions/session-detail";
import type { StoredSpan } from "@/lib/trace/stored-span";

const LIVE_MS = 2_000;
/** A conversation of this many turns is read again half as often as one without. */
const LARGE_TURNS = 500;
const ALL = "all";

export function headKey(project: string, sessionId: string) {
  return ["session", project, sessionId, "head"] as const;
}

/** What stands around the turns; while the session is live it is read again every two seconds, that
 * of a long one less often. The first turns come with it; the others are out of date if it changed. */
export function headQuery(project: string, sessionId: string) {
  return queryOptions({
    queryKey: headKey(project, sessionId),
    queryFn: async ({ client, signal }): Promise<SessionHead> => {
      const path = apiPath(project, ["sessions", sessionId, "conversation"]);
      const { first, ...head } = await getJson<SessionOpening>(path, signal);
      const before = client.getQueryData<SessionHead>(headKey(project, sessionId));
      if (JSON.stringify(before?.session) !== JSON.stringify(head.session)) {
        for (const queryKey of [
          turnsKey(project, sessionId),
          turnSpansQuery(project, sessionId, 0).queryKey.slice(0, -1),
        ]) {
          void client.invalidateQueries({ queryKey });
        }
      }
      client.setQueryData(pageKey(project, sessionId, 0), first);
      return head;
    },
    refetchInterval: ({ state: { data } }) =>
      data?.session.live ? LIVE_MS * (1 + data.outline.questions.length / LARGE_TURNS) : false,
  });
}

/** Turns by page, counted from 0. */
export function pageQuery(project: string, sessionId: string, page: number) {
  const from = page * PAGE_TURNS + 1;
  return turnsQuery(project, sessionId, page, `from=${from}&to=${from + PAGE_TURNS - 1}`);
}

export function allTurnsQuery(project: string, sessionId: string) {
  return turnsQuery(project, sessionId, ALL, "");
}

/** What the spans of a turn carried. */
export function turnSpansQuery(project: string, sessionId: string, turn: number) {
  return queryOptions({
    queryKey: ["session", project, sessionId, "spans", turn],
    queryFn: ({ signal }) =>
      getJson<StoredSpan[]>(
        apiPath(project, ["sessions", sessionId, "conversation", "turns", `${turn}`, "spans"]),
        signal,
      ),
  });
}

function turnsQuery(project: string, sessionId: string, part: number | "all", search: string) {
  return queryOptions({
    queryKey: [...turnsKey(project, sessionId), part],
    queryFn: ({ signal }) =>
      getJson<TurnPage>(
        apiPath(project, ["sessions", sessionId, "conversation", "turns"], search),
        signal,
      ),
  });
}

function turnsKey(project: string, sessionId: string) {
  return ["session", project, sessionId, "turns"] as const;
}

function pageKey(project: string, sessionId: string, page: number) {
  return pageQuery(project, sessionId, page).queryKey;
}

/** Of what was read of a conversation, the parts where annotations of the trace or span stand. */
export function partsOf(
  client: QueryClient,
  project: string,
  sessionId: string,
  { traceId, spanId }: { traceId: string; spanId?: string },
) {
  const parts = client
    .getQueriesData<TurnPage>({ queryKey: turnsKey(project, sessionId) })
    .flatMap(([queryKey, data]) => (data ? [{ queryKey, turns: data.turns }] : []));
  const holding = parts
    .filter(({ turns }) => turns.some((turn) => turn.traceIds.includes(traceId)))
    .sort((a, b) => (a.turns[0]?.index ?? 0) - (b.turns[0]?.index ?? 0));
  const ofSpan = holding.filter(({ turns }) =>
    turns.some(({ spanIds }) => spanId !== undefined && spanIds.includes(spanId)),
  );
  const found = ofSpan.length > 0 ? ofSpan : holding;
  const page = found.find(({ queryKey }) => queryKey.at(-1) !== ALL);
  const whole = found.find(({ queryKey }) => queryKey.at(-1) === ALL);
  return [page, whole].flatMap((part) => (part ? [part.queryKey] : []));
}

export interface Neighbors {
  /** null: the session is not in the list, or too far down to count. */
  position: number | null;
  total: { count: number; exact: boolean };
  previous: string | null;
  next: string | null;
}

/** `listSearch`: the filters and order of the list that the reader came from. */
export function neighborsQuery(project: string, sessionId: string, listSearch: string) {
  return queryOptions({
    queryKey: ["neighbors", project, sessionId, listSearch],
    queryFn: ({ signal }) =>
      getJson<Neighbors>(
        apiPath(project, ["sessions", sessionId, "neighbors"], listSearch),
        signal,
      ),
  });
}

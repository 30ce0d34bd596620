import { readCursor, writeCursor } from "@/lib/sessions/session-cursor";
import type { SessionQuery } from "@/lib/sessions/session-query";
import type { SessionPage } from "@/lib/sessions/session-row";
import { countMatching, findMatching } from "./match-sessions";
import { readPlaces } from "./session-order";
import { readSessionRows } from "./session-rows";

/** One page of a project's sessions. A cursor that is none of this order starts at the top. */
export async function listSessions(projectId: number, query: SessionQuery): Promise<SessionPage> {
  const { filters, sort, dir, limit, cursor } = query;
  const from = cursor === null ? null : readCursor(cursor, query);
  const matching = await findMatching(projectId, filters);
  const [{ places, rows }, total] = await Promise.all([
    readPlaces({ matching, sort, dir }, from, limit + 1).then(async (places) => ({
      places,
      rows: await readSessionRows(places.slice(0, limit).map(({ sessionKey }) => sessionKey)),
    })),
    countMatching(matching),
  ]);
  const last = places.at(limit - 1);
  const isWhole = from === null && places.length <= limit;
  return {
    rows,
    nextCursor: places.length > limit && last ? writeCursor(sort, dir, last) : null,
    total: {
      count: isWhole ? places.length : Math.max(total.count, rows.length),
      exact: total.exact || isWhole,
    },
  };
}

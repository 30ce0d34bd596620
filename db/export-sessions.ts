import { type ExportFormat, writers } from "@/lib/sessions/export-rows";
import type { SessionCursor } from "@/lib/sessions/session-cursor";
import type { SessionQuery } from "@/lib/sessions/session-query";
import { findMatching } from "./match-sessions";
import { readPlaces } from "./session-order";
import { readSessionRows } from "./session-rows";

const rowsAtOnce = 500;

/** Every session that matches, in order, as text in pieces of some hundred rows. */
export async function* exportSessions(
  projectId: number,
  { filters, sort, dir }: SessionQuery,
  format: ExportFormat,
): AsyncGenerator<string> {
  const writer = writers[format];
  yield writer.head;
  const matching = await findMatching(projectId, filters);
  let from: SessionCursor | null = null;
  let isFirst = true;
  for (;;) {
    const places: SessionCursor[] = await readPlaces({ matching, sort, dir }, from, rowsAtOnce);
    const rows = await readSessionRows(places.map(({ sessionKey }) => sessionKey));
    let piece = "";
    for (const row of rows) {
      piece += writer.row(row, isFirst);
      isFirst = false;
    }
    if (piece !== "") yield piece;
    from = places.at(-1) ?? null;
    if (places.length < rowsAtOnce) break;
  }
  yield writer.tail;
}

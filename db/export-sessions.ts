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
  const readAfter = (from: SessionCursor | null) =>
    readPlaces({ matching, sort, dir }, from, rowsAtOnce);
  let isFirst = true;
  for (let next: Promise<SessionCursor[]> | null = readAfter(null); next !== null; ) {
    const places: SessionCursor[] = await next;
    const last: SessionCursor | undefined = places.length < rowsAtOnce ? undefined : places.at(-1);
    // The places after these are looked for while the rows of these are read and taken.
    next = last ? readAfter(last) : null;
    next?.catch(() => {});
    let piece = "";
    for (const row of await readSessionRows(places.map(({ sessionKey }) => sessionKey))) {
      piece += writer.row(row, isFirst);
      isFirst = false;
    }
    if (piece !== "") yield piece;
  }
  yield writer.tail;
}

import type { Bench } from "../bench";
import { sessionsPath } from "./time-requests";

export const pageRows = 50;
const walkRows = 200;
const farPage = 2_000;

/** The cursor of the 2,000th page of an order, or of the middle one of a smaller set. */
export async function farCursor(bench: Bench, order: Record<string, string>): Promise<string> {
  const before = Math.min((farPage - 1) * pageRows, Math.floor(bench.dataset.sessions / 2));
  let cursor = "";
  for (let rows = 0; rows < before; ) {
    const limit = Math.min(walkRows, before - rows);
    const page = await readPage(bench, { ...order, limit: String(limit) }, cursor);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
    rows += limit;
  }
  return cursor;
}

export async function readPage(
  bench: Bench,
  search: Record<string, string>,
  cursor: string,
): Promise<{ rows: { sessionId: string }[]; nextCursor: string | null }> {
  const asked = cursor === "" ? search : { ...search, cursor };
  const { body } = await bench.app.client.get(sessionsPath(bench, asked));
  return JSON.parse(body.toString());
}

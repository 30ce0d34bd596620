import { randomBytes } from "node:crypto";
import type { Pace } from "@/lib/pace";
import type { BytePile } from "./byte-pile";
import { weekOf, weekStartMs } from "./partitions";
import type { RecordField } from "./record-text";
import { type Payload, packPayloads, payloadBytes } from "./span-payload";

/** What fits a page of Postgres when packed; more would lie in a table beside. */
const mostBytes = 16 * 1024;

interface Chunk {
  id: string;
  traceKey: string;
  weekMs: number;
  payloads: Payload[];
  bytes: number;
}

/** Gathers the payloads of a request by trace and week: together they are packed faster and smaller,
 * for each repeats much of the one before. */
export class PayloadChunks {
  private readonly chunks: Chunk[] = [];
  private readonly open = new Map<string, Chunk>();
  /** Ids are unique within a trace. */
  private readonly prefix = randomBytes(6).toString("base64url");

  add(payload: Payload, traceKey: string, startMs: number): { id: string; place: number } {
    const bytes = payloadBytes(payload);
    const week = weekOf(startMs);
    const key = `${traceKey}/${week}`;
    let chunk = this.open.get(key);
    if (!chunk || chunk.bytes + bytes > mostBytes) {
      const id = this.prefix + this.chunks.length.toString(36);
      chunk = { id, traceKey, weekMs: weekStartMs(week), payloads: [], bytes: 0 };
      this.chunks.push(chunk);
      this.open.set(key, chunk);
    }
    chunk.bytes += bytes;
    return { id: chunk.id, place: chunk.payloads.push(payload) - 1 };
  }

  /** The fields of the SQL type incoming_chunk, in its order. */
  async toFields(pile: BytePile, pace: Pace): Promise<RecordField[][]> {
    const rows: RecordField[][] = [];
    for (const { id, traceKey, weekMs, payloads } of this.chunks) {
      if (pace.isDue) await pace.rest();
      const { at, size } = pile.add(...packPayloads(payloads));
      rows.push([traceKey, id, new Date(weekMs).toISOString(), at, size]);
    }
    return rows;
  }
}

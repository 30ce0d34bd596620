import { ingestSpans } from "@/db/ingest-spans";
import { type Received, withInflated } from "@/lib/http/read-body";
import { decodeTraces, type Encoding } from "@/lib/otlp/decode-traces";
import type { DecodedTraces } from "@/lib/otlp/decoded";
import { settings } from "@/lib/settings";

/** An ExportTraceServiceRequest as it was received. */
export interface ReceivedTraces extends Received {
  encoding: Encoding;
  /** In place of what the resources say. */
  project: string | null;
}

/** What was not taken of it. */
export type TakenTraces = Omit<DecodedTraces, "spans">;

/** Inflates, decodes and stores, in this thread. Throws what withInflated(), decodeTraces() and
 * ingestSpans() throw. */
export function takeTraces(traces: ReceivedTraces): Promise<TakenTraces> {
  return withInflated(traces, settings().maxBodyBytes, (body) => {
    const { spans, ...rest } = decodeTraces(body, traces.encoding);
    return ingestSpans(spans, traces.project).then(() => rest);
  });
}

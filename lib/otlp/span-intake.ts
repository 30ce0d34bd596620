import { TooManyParts } from "./body-errors";
import type { DecodedTraces } from "./decoded";
import type { Span, SpanLink, StatusCode } from "./span";
import { isNoSpanId, toSpanId, toTraceId } from "./span-id";

/** A span as its encoding says it, not yet checked. Ids are hex in any case, "" when absent. */
export interface SpanDraft extends Omit<Span, "parentSpanId" | "endUnixNano" | "statusCode"> {
  parentSpanId: string;
  /** 0: still running. */
  endUnixNano: bigint;
  /** OTLP StatusCode, 0 to 2. */
  statusCode: number;
}

const rejections = {
  traceId: "invalid trace id",
  spanId: "invalid span id",
  parentSpanId: "invalid parent span id",
  time: "invalid time",
  shape: "malformed",
  depth: "attributes nested too deep",
} as const;
export type Rejection = keyof typeof rejections;

const statusCodes: readonly StatusCode[] = ["UNSET", "OK", "ERROR"];
const mostSpans = 100_000;

/** Takes the good spans of one request, repaired, and counts the others by what is wrong. */
export class SpanIntake {
  private readonly spans: Span[] = [];
  private readonly rejected = new Map<Rejection, number>();
  private offered = 0;

  /** To be called before each span is built. Throws TooManyParts at the 100,001st. */
  expect(): void {
    this.offered += 1;
    if (this.offered > mostSpans) throw new TooManyParts();
  }

  take(draft: SpanDraft): void {
    const ids = readIds(draft);
    if (typeof ids === "string") {
      this.reject(ids);
      return;
    }
    this.spans.push({
      ...draft,
      ...ids,
      kind: draft.kind >= 0 && draft.kind <= 5 ? draft.kind : 0,
      endUnixNano: readEnd(draft),
      statusCode: statusCodes[draft.statusCode] ?? "UNSET",
      links: draft.links.flatMap(toLink),
    });
  }

  reject(rejection: Rejection): void {
    this.rejected.set(rejection, (this.rejected.get(rejection) ?? 0) + 1);
  }

  result(): DecodedTraces {
    const counts = [...this.rejected].map(([reason, count]) => `${rejections[reason]}: ${count}`);
    return {
      spans: this.spans,
      rejectedSpans: [...this.rejected.values()].reduce((sum, count) => sum + count, 0),
      rejectionMessage: counts.length === 0 ? "" : `Spans were rejected. ${counts.join("; ")}.`,
    };
  }
}

function readIds(draft: SpanDraft): Pick<Span, "traceId" | "spanId" | "parentSpanId"> | Rejection {
  const traceId = toTraceId(draft.traceId);
  const spanId = toSpanId(draft.spanId);
  const parentSpanId = toSpanId(draft.parentSpanId);
  if (traceId === null) return "traceId";
  if (spanId === null) return "spanId";
  if (parentSpanId === null && !isNoSpanId(draft.parentSpanId)) return "parentSpanId";
  return { traceId, spanId, parentSpanId };
}

function readEnd({ startUnixNano, endUnixNano }: SpanDraft): bigint | null {
  if (endUnixNano === 0n) return null;
  if (endUnixNano < startUnixNano) return startUnixNano;
  return endUnixNano;
}

/** A link may name only a trace: its span id is then "". One that names nothing is dropped. */
function toLink(link: SpanLink): SpanLink[] {
  const traceId = toTraceId(link.traceId);
  const spanId = isNoSpanId(link.spanId) ? "" : toSpanId(link.spanId);
  return traceId === null || spanId === null ? [] : [{ ...link, traceId, spanId }];
}

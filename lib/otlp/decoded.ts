import type { Span } from "./span";

/** One ExportTraceServiceRequest, decoded. */
export interface DecodedTraces {
  spans: Span[];
  /** Spans that could not be taken (bad ids, too deep, too large); the rest are in `spans`. */
  rejectedSpans: number;
  /** Why, for `partial_success.error_message`; "" when none. */
  rejectionMessage: string;
}

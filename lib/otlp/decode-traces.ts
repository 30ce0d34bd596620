import { decodeJson } from "./decode-json";
import { decodeProtobuf } from "./decode-protobuf";
import type { DecodedTraces } from "./decoded";

export type Encoding = "protobuf" | "json";

/** Reads one ExportTraceServiceRequest (OTLP 1.x). Throws MalformedBody when it is none, and
 * TooManyParts when it would take too long to build; no other error, whatever the body. */
export function decodeTraces(body: Uint8Array, encoding: Encoding): DecodedTraces {
  return encoding === "protobuf" ? decodeProtobuf(body) : decodeJson(body);
}

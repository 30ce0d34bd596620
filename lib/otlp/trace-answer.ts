import type { ApiError } from "@/lib/http/api-error";
import type { Encoding } from "./decode-traces";
import type { DecodedTraces } from "./decoded";
import { messageField, textField, varintField } from "./wire-writer";

const contentTypes = { protobuf: "application/x-protobuf", json: "application/json" } as const;

/** null: neither of the two that OTLP/HTTP knows. Parameters and case do not matter. */
export function readContentType(header: string | null): Encoding | null {
  const type = header?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === contentTypes.protobuf) return "protobuf";
  return type === contentTypes.json ? "json" : null;
}

/** An ExportTraceServiceResponse: empty, unless some spans were not taken. */
export function answerTraces(
  { rejectedSpans, rejectionMessage }: Omit<DecodedTraces, "spans">,
  encoding: Encoding,
): Response {
  if (encoding === "protobuf") {
    const parts = [varintField(1, rejectedSpans), textField(2, rejectionMessage)];
    return answer(encoding, rejectedSpans === 0 ? Buffer.alloc(0) : messageField(1, ...parts));
  }
  const partialSuccess = { rejectedSpans: String(rejectedSpans), errorMessage: rejectionMessage };
  return answer(encoding, JSON.stringify(rejectedSpans === 0 ? {} : { partialSuccess }));
}

/** A google.rpc.Status, as OTLP/HTTP asks of every failure. */
export function answerStatus(error: ApiError, encoding: Encoding): Response {
  const code = rpcCodes[error.status] ?? UNKNOWN;
  const body =
    encoding === "protobuf"
      ? Buffer.concat([varintField(1, code), textField(2, error.message)])
      : JSON.stringify({ code, message: error.message });
  return answer(encoding, body, error);
}

const UNKNOWN = 2;
/** google/rpc/code.proto */
const rpcCodes: Record<number, number | undefined> = {
  400: 3, // INVALID_ARGUMENT
  401: 16, // UNAUTHENTICATED
  403: 7, // PERMISSION_DENIED
  405: 12, // UNIMPLEMENTED
  408: 4, // DEADLINE_EXCEEDED
  413: 8, // RESOURCE_EXHAUSTED
  415: 3, // INVALID_ARGUMENT
  500: 13, // INTERNAL
  503: 14, // UNAVAILABLE
};

function answer(
  encoding: Encoding,
  body: string | Uint8Array,
  { status, headers }: { status: number; headers: Record<string, string> } = {
    status: 200,
    headers: {},
  },
): Response {
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    status,
    headers: { ...headers, "Content-Type": contentTypes[encoding] },
  });
}

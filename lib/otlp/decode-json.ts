import { MalformedBody } from "./body-errors";
import type { DecodedTraces } from "./decoded";
import { readJsonSpan } from "./json-span";
import { isObject, JsonValues, toList, toObject } from "./json-value";
import { scanJson } from "./scan-json";
import type { AttributeMap } from "./span";
import { SpanFault } from "./span-fault";
import { type Rejection, SpanIntake } from "./span-intake";

/** Throws MalformedBody and TooManyParts. */
export function decodeJson(body: Uint8Array): DecodedTraces {
  const intake = new SpanIntake();
  if (body.byteLength === 0) return intake.result();
  const { text, hasUnsafeEscapes } = scanJson(body);
  const values = new JsonValues(!hasUnsafeEscapes);
  const request = parse(text);
  if (!isObject(request)) throw malformed();
  try {
    for (const resourceSpans of toList(request.resourceSpans)) {
      takeResourceSpans(toObject(resourceSpans), values, intake);
    }
  } catch (error) {
    throw error instanceof SpanFault ? malformed() : error;
  }
  return intake.result();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

function malformed(): MalformedBody {
  return new MalformedBody("The body is not an OTLP request in JSON.");
}

function takeResourceSpans(
  { resource, scopeSpans }: Record<string, unknown>,
  values: JsonValues,
  intake: SpanIntake,
) {
  const read = readResource(resource, values);
  for (const group of toList(scopeSpans)) {
    const { scope, spans } = toObject(group);
    const { name, version } = toObject(scope ?? {});
    const origin = {
      resource: read.attributes,
      scope: { name: values.text(name), version: values.text(version) },
    };
    for (const span of toList(spans)) {
      intake.expect();
      try {
        const draft = readJsonSpan(toObject(span), values, origin);
        if (read.fault) intake.reject(read.fault);
        else intake.take(draft);
      } catch (error) {
        if (!(error instanceof SpanFault)) throw error;
        intake.reject(read.fault ?? error.rejection);
      }
    }
  }
}

/** A fault of the resource is one of each of its spans. */
function readResource(
  resource: unknown,
  values: JsonValues,
): { attributes: AttributeMap; fault: Rejection | null } {
  try {
    const { attributes } = toObject(resource ?? {});
    return { attributes: values.attributes(attributes), fault: null };
  } catch (error) {
    if (!(error instanceof SpanFault)) throw error;
    return { attributes: new Map(), fault: error.rejection };
  }
}

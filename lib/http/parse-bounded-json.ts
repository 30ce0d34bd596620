import { ApiError } from "./api-error";

export interface JsonBounds {
  maxDepth: number;
  /** Of objects, arrays and what is in them. */
  maxValues: number;
}

/** JSON.parse for strangers' bytes: it builds nothing before depth and count are known. Throws
 * ApiErrors: 400, 413. */
export function parseBoundedJson(body: Uint8Array, bounds: JsonBounds): unknown {
  checkBounds(body, bounds);
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return parsed;
  } catch {
    throw new ApiError(400, "invalid_json", "The body is not JSON.");
  }
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openings = [0x5b, 0x7b];
const closings = [0x5d, 0x7d];

/** Within strings only quotes and backslashes count; UTF-8 has neither inside a character. */
function checkBounds(body: Uint8Array, { maxDepth, maxValues }: JsonBounds): void {
  let depth = 0;
  let values = 1;
  let isText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (isText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isText = false;
    } else if (byte === quote) {
      isText = true;
    } else if (byte === comma) {
      values += 1;
    } else if (byte === openings[0] || byte === openings[1]) {
      depth += 1;
      values += 1;
      if (depth > maxDepth)
        throw new ApiError(400, "too_deep", `The JSON is nested deeper than ${maxDepth} levels.`);
    } else if (byte === closings[0] || byte === closings[1]) {
      depth -= 1;
    }
    if (values > maxValues)
      throw new ApiError(413, "too_many_values", `The JSON has more than ${maxValues} values.`);
  }
}

import { MalformedBody, TooManyParts } from "./body-errors";

const mostParts = 5_000_000;
const leastBytesPerPart = 3;
const mostMembers = 1_000;
const deepest = 50_000;
/** Integers of fewer digits are exact as numbers. */
const longInteger = 16;

export interface ScannedJson {
  /** Parses like the body, except that long integers stand in quotes. */
  text: string;
  /** Strings may hold NUL or lone surrogates. */
  hasUnsafeEscapes: boolean;
}

/**
 * Looks over JSON before it is parsed: JSON.parse spends seconds on megabytes of `{}` and rounds
 * integers beyond 2^53. Throws TooManyParts where the parts are more than the size explains, and
 * MalformedBody where they nest without end; whether it is JSON at all is for JSON.parse to say.
 */
export function scanJson(body: Uint8Array): ScannedJson {
  const { length } = body;
  const members = new Uint16Array(deepest + 1);
  const longIntegers: number[] = [];
  let hasUnsafeEscapes = false;
  let parts = 0;
  let depth = 0;
  let at = 0;
  while (at < length) {
    const byte = body[at] ?? 0;
    at += 1;
    if (byte === QUOTE) {
      for (let inner = body[at]; at < length && inner !== QUOTE; inner = body[++at]) {
        if (inner !== BACKSLASH) continue;
        at += 1;
        if (body[at] === LETTER_U) hasUnsafeEscapes ||= isUnsafeEscape(body, at + 1);
      }
      at += 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      parts += 2;
      if (depth > deepest) throw new MalformedBody("The JSON nests too deep.");
      members[depth] = 0;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth > 0) depth -= 1;
    } else if (byte === COMMA) {
      parts += 1;
      if (isTooMany(parts, at)) throw new TooManyParts();
    } else if (byte === COLON) {
      const count = (members[depth] ?? 0) + 1;
      members[depth] = count;
      if (count > mostMembers) throw new TooManyParts();
      parts += 1;
    } else if (isDigit(byte)) {
      const start = at - 1;
      while (at < length && isDigit(body[at] ?? 0)) at += 1;
      if (at - start >= longInteger && !isFraction(body, start, at)) {
        longIntegers.push(body[start - 1] === MINUS ? start - 1 : start, at);
      }
    }
  }
  if (isTooMany(parts, at)) throw new TooManyParts();
  return { text: decoder.decode(quote(body, longIntegers)), hasUnsafeEscapes };
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LETTER_U = 0x75;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Takes invalid UTF-8 as U+FFFD, and a byte order mark off. */
const decoder = new TextDecoder();

/** Members and items count one, objects and lists two more. */
function isTooMany(parts: number, bytes: number): boolean {
  return parts > mostParts || parts > 100_000 + bytes / leastBytesPerPart;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** The digits belong to a number that is no integer. */
function isFraction(body: Uint8Array, start: number, end: number): boolean {
  const sign = body[start - 1];
  const before = body[sign === MINUS || sign === PLUS ? start - 2 : start - 1] ?? 0;
  const after = body[end] ?? 0;
  return before === DOT || isExponent(before) || after === DOT || isExponent(after);
}

function isExponent(byte: number): boolean {
  return byte === 0x65 || byte === 0x45;
}

/** \u0000 or \ud800 to \udfff, from the first digit on. */
function isUnsafeEscape(body: Uint8Array, at: number): boolean {
  const first = body[at] ?? 0;
  if (first === 0x64 || first === 0x44) return (body[at + 1] ?? 0) >= 0x38;
  return first === 0x30 && body[at + 1] === 0x30 && body[at + 2] === 0x30 && body[at + 3] === 0x30;
}

function quote(body: Uint8Array, ranges: number[]): Uint8Array {
  if (ranges.length === 0) return body;
  const quoted = new Uint8Array(body.length + ranges.length);
  let from = 0;
  let to = 0;
  for (const edge of ranges) {
    quoted.set(body.subarray(from, edge), to);
    to += edge - from;
    quoted[to] = QUOTE;
    to += 1;
    from = edge;
  }
  quoted.set(body.subarray(from), to);
  return quoted;
}

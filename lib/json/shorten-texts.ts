import { formatBytes } from "@/lib/format";

/** JSON text whose texts of more than `longest` characters are cut, and say so; escapes count as
 * they are written. Does not parse it: tens of megabytes would hold the process for long. */
export function shortenTexts(json: string, longest: number): string {
  const kept: string[] = [];
  let from = 0;
  for (let open = json.indexOf('"'); open >= 0; ) {
    const close = closingQuote(json, open);
    const length = close - open - 1;
    if (length > longest) {
      kept.push(json.slice(from, wholeEscapes(json, open + 1, open + 1 + longest)));
      kept.push(`\\n[cut: ${formatBytes(length)} in all, see the trace]`);
      from = close;
    }
    open = json.indexOf('"', close + 1);
  }
  kept.push(json.slice(from));
  return kept.join("");
}

function closingQuote(json: string, open: number): number {
  for (let at = json.indexOf('"', open + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    if (backslashesBefore(json, at) % 2 === 0) return at;
  }
  return json.length;
}

function backslashesBefore(json: string, end: number): number {
  let at = end;
  while (json.charCodeAt(at - 1) === 0x5c) at -= 1;
  return end - at;
}

/** An end at or shortly before the given one that splits neither an escape nor a pair of surrogates. */
function wholeEscapes(json: string, start: number, end: number): number {
  const backslash = json.lastIndexOf("\\", end - 1);
  if (backslash < Math.max(start, end - "\\u0000".length)) return wholePairs(json, end);
  const first = backslash - (backslashesBefore(json, backslash + 1) % 2 === 1 ? 0 : 1);
  return first + (json.charAt(first + 1) === "u" ? 6 : 2) > end ? first : wholePairs(json, end);
}

function wholePairs(json: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(json.charAt(end - 1)) ? end - 1 : end;
}

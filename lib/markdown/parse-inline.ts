import { safeLink } from "./safe-link";

export type Inline =
  | { type: "text"; text: string }
  | { type: "code"; text: string }
  | { type: "redacted" }
  | { type: "strong" | "em" | "del"; inlines: Inline[] }
  | { type: "link"; href: string; inlines: Inline[] };

/** What OpenInference writes in place of masked content. */
export const REDACTED = "__REDACTED__";

const MAX_DEPTH = 6;
/** How far a closing mark is looked for; keeps the whole linear on hostile text. */
const REACH = 2_000;
/** How many marks that close nothing are passed over. */
const MAX_TRIES = 20;
const MARKS = [
  { mark: "**", type: "strong" },
  { mark: "__", type: "strong" },
  { mark: "~~", type: "del" },
  { mark: "*", type: "em" },
  { mark: "_", type: "em" },
] as const;
const SPECIAL = /[\\`*_~[!h]/g;
const BARE_LINK = /https?:\/\/[^\s<>"'`)\]]*[^\s<>"'`)\].,;:!?]/y;

/** Bold, italic, struck, code and links of one run of markdown. Images become links that name them:
 * nothing is loaded. Links with other schemes than http, https and mailto stay text. */
export function parseInline(text: string, depth = 0): Inline[] {
  const inlines: Inline[] = [];
  const missing = new Set<string>();
  let plain = 0;

  const push = (from: number, to: number, inline: Inline) => {
    if (from > plain) inlines.push({ type: "text", text: text.slice(plain, from) });
    inlines.push(inline);
    plain = to;
  };

  for (let at = 0; at < text.length; ) {
    SPECIAL.lastIndex = at;
    const special = SPECIAL.exec(text);
    if (special === null) break;
    at = special.index;
    const found =
      readRedacted(text, at) ??
      readEscape(text, at) ??
      readCode(text, at, missing) ??
      (depth < MAX_DEPTH
        ? (readLink(text, at, depth, missing) ?? readMark(text, at, depth, missing))
        : null) ??
      readBareLink(text, at);
    if (found === null) at += 1;
    else {
      push(at, found.end, found.inline);
      at = found.end;
    }
  }
  if (plain < text.length) inlines.push({ type: "text", text: text.slice(plain) });
  return inlines;
}

interface Found {
  end: number;
  inline: Inline;
}

function readRedacted(text: string, at: number): Found | null {
  if (!text.startsWith(REDACTED, at)) return null;
  return { end: at + REDACTED.length, inline: { type: "redacted" } };
}

function readEscape(text: string, at: number): Found | null {
  if (text[at] !== "\\" || !/[\\`*_~[\]!#>()-]/.test(text.charAt(at + 1))) return null;
  return { end: at + 2, inline: { type: "text", text: text.charAt(at + 1) } };
}

function readCode(text: string, at: number, missing: Set<string>): Found | null {
  if (text[at] !== "`") return null;
  const fence = text.startsWith("``", at) ? "``" : "`";
  const end = indexNear(text, fence, at + fence.length, missing);
  if (end <= at + fence.length) return null;
  return {
    end: end + fence.length,
    inline: { type: "code", text: text.slice(at + fence.length, end) },
  };
}

function readLink(text: string, at: number, depth: number, missing: Set<string>): Found | null {
  const image = text.startsWith("![", at);
  if (!image && text[at] !== "[") return null;
  const from = at + (image ? 2 : 1);
  const middle = indexNear(text, "](", from, missing);
  const end = middle < 0 ? -1 : indexNear(text, ")", middle + 2, missing);
  if (end < 0) return null;
  const [address = ""] = text
    .slice(middle + 2, end)
    .trim()
    .split(/\s/, 1);
  const href = safeLink(address);
  if (href === null) return null;
  const label = text.slice(from, middle);
  const inlines: Inline[] = image
    ? [{ type: "text", text: `image: ${label || address}` }]
    : parseInline(label || address, Math.max(depth + 1, MAX_DEPTH - 1)).filter(isNoLink);
  return { end: end + 1, inline: { type: "link", href, inlines } };
}

function readMark(text: string, at: number, depth: number, missing: Set<string>): Found | null {
  const found = MARKS.find(({ mark }) => text.startsWith(mark, at));
  if (found === undefined) return null;
  const { mark, type } = found;
  const from = at + mark.length;
  const wordwise = mark.startsWith("_");
  if (!/\S/.test(text.charAt(from)) || (wordwise && /\w/.test(text.charAt(at - 1)))) return null;
  for (let tried = 0, end = from; tried < MAX_TRIES; tried++) {
    end = indexNear(text, mark, end + 1, missing);
    if (end < 0) return null;
    const after = text.charAt(end + mark.length);
    if (/\s/.test(text.charAt(end - 1)) || (wordwise && /\w/.test(after))) continue;
    if (mark === "*" && (after === "*" || text[end - 1] === "*")) continue;
    const inlines = parseInline(text.slice(from, end), depth + 1);
    return { end: end + mark.length, inline: { type, inlines } };
  }
  return null;
}

function readBareLink(text: string, at: number): Found | null {
  if (text[at] !== "h" || /\w/.test(text.charAt(at - 1))) return null;
  BARE_LINK.lastIndex = at;
  const address = BARE_LINK.exec(text)?.[0];
  const href = address === undefined ? null : safeLink(address);
  if (address === undefined || href === null) return null;
  return {
    end: at + address.length,
    inline: { type: "link", href, inlines: [{ type: "text", text: address }] },
  };
}

/** indexOf within REACH; a mark that does not occur any more is not looked for again. */
function indexNear(text: string, mark: string, from: number, missing: Set<string>): number {
  if (missing.has(mark)) return -1;
  const at = text.indexOf(mark, from);
  if (at < 0) missing.add(mark);
  return at - from > REACH ? -1 : at;
}

function isNoLink(inline: Inline): boolean {
  return inline.type !== "link";
}

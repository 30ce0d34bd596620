import { type Inline, parseInline } from "./parse-inline";

export type Block =
  | { type: "paragraph"; inlines: Inline[] }
  | { type: "heading"; level: number; inlines: Inline[] }
  | { type: "code"; language: string; text: string }
  | { type: "quote"; blocks: Block[] }
  | { type: "list"; start: number | null; items: Block[][] }
  | { type: "table"; head: Inline[][]; rows: Inline[][][] }
  | { type: "rule" };

/** Longer texts are shown plain. */
export const MAX_MARKDOWN = 100_000;
/** Quotes and lists nested deeper stay text. */
const MAX_DEPTH = 6;
/** A longer line is no fence, heading, rule or table head: its pattern would not be linear. */
const MAX_MARK_LINE = 1_000;

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( *)(?:[-*+]|(\d{1,9})[.)])\s+(?=\S)/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** The safe part of markdown that language models write. Time is linear in the text; what it does
 * not know (raw HTML above all) stays text. */
export function parseMarkdown(text: string): Block[] {
  return parseBlocks(text.slice(0, MAX_MARKDOWN).split(/\r?\n/), 0);
}

function parseBlocks(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at += 1;
      continue;
    }
    const read =
      readCode(lines, at) ??
      readHeading(line, at) ??
      readRule(line, at) ??
      (depth < MAX_DEPTH ? (readQuote(lines, at, depth) ?? readList(lines, at, depth)) : null) ??
      readTable(lines, at) ??
      readParagraph(lines, at, depth);
    blocks.push(read.block);
    at = read.end;
  }
  return blocks;
}

interface Read {
  end: number;
  block: Block;
}

function readCode(lines: string[], at: number): Read | null {
  const [, fence, language = ""] = matchMark(FENCE, lines[at] ?? "") ?? [];
  if (fence === undefined) return null;
  let end = at + 1;
  while (end < lines.length && !isFenceEnd(lines[end] ?? "", fence)) end += 1;
  const text = lines.slice(at + 1, end).join("\n");
  return { end: end + 1, block: { type: "code", language, text } };
}

function isFenceEnd(line: string, fence: string): boolean {
  const bare = line.trim();
  return bare.length >= fence.length && bare === fence.charAt(0).repeat(bare.length);
}

function readHeading(line: string, at: number): Read | null {
  const [, marks, title = ""] = matchMark(HEADING, line) ?? [];
  if (marks === undefined) return null;
  return {
    end: at + 1,
    block: { type: "heading", level: marks.length, inlines: parseInline(title) },
  };
}

function readRule(line: string, at: number): Read | null {
  return matchMark(RULE, line) && { end: at + 1, block: { type: "rule" } };
}

function readQuote(lines: string[], at: number, depth: number): Read | null {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end] ?? "")) end += 1;
  if (end === at) return null;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return { end, block: { type: "quote", blocks: parseBlocks(inner, depth + 1) } };
}

function readList(lines: string[], at: number, depth: number): Read | null {
  const first = ITEM.exec(lines[at] ?? "");
  if (first === null) return null;
  const margin = first[1]?.length ?? 0;
  const ordered = first[2] !== undefined;
  const items: Block[][] = [];
  let end = at;
  while (end < lines.length) {
    const item = ITEM.exec(lines[end] ?? "");
    if (item === null || (item[1]?.length ?? 0) > margin + 1 || (item[2] !== undefined) !== ordered)
      break;
    const inner = [(lines[end] ?? "").slice(item[0].length)];
    end += 1;
    while (end < lines.length && belongsToItem(lines, end, margin)) {
      inner.push(dedent(lines[end] ?? "", item[0].length));
      end += 1;
    }
    items.push(parseBlocks(inner, depth + 1));
  }
  return { end, block: { type: "list", start: ordered ? Number(first[2]) : null, items } };
}

/** Indented further than the list's marks, or blank with such a line after it. */
function belongsToItem(lines: string[], at: number, margin: number): boolean {
  const line = lines[at] ?? "";
  const text = line.trim() === "" ? (lines[at + 1] ?? "") : line;
  return text.trim() !== "" && indentOf(text) > margin + 1;
}

function dedent(line: string, width: number): string {
  return line.slice(Math.min(width, indentOf(line)));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function readTable(lines: string[], at: number): Read | null {
  const head = lines[at] ?? "";
  const rule = lines[at + 1] ?? "";
  if (!head.includes("|") || !rule.includes("-") || matchMark(TABLE_RULE, rule) === null)
    return null;
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? "").includes("|")) end += 1;
  const rows = lines.slice(at + 2, end).map(cells);
  return { end, block: { type: "table", head: cells(head), rows } };
}

function cells(line: string): Inline[][] {
  const bare = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return bare.split(/(?<!\\)\|/, 50).map((cell) => parseInline(cell.trim().replaceAll("\\|", "|")));
}

function readParagraph(lines: string[], at: number, depth: number): Read {
  let end = at + 1;
  while (end < lines.length && !startsBlock(lines[end] ?? "", depth)) end += 1;
  return {
    end,
    block: { type: "paragraph", inlines: parseInline(lines.slice(at, end).join("\n")) },
  };
}

function startsBlock(line: string, depth: number): boolean {
  if (line.trim() === "" || [FENCE, HEADING, RULE].some((mark) => matchMark(mark, line)))
    return true;
  return depth < MAX_DEPTH && (QUOTE.test(line) || ITEM.test(line));
}

function matchMark(mark: RegExp, line: string): RegExpExecArray | null {
  return line.length > MAX_MARK_LINE ? null : mark.exec(line);
}

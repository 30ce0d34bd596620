import type { Inline } from "./parse-inline";
import type { Block } from "./parse-markdown";

/** The text a reader sees, in order, without the marks: what find searches. */
export function markdownText(blocks: Block[]): string {
  return blocks.map(blockText).join("");
}

function blockText(block: Block): string {
  switch (block.type) {
    case "code":
      return block.text;
    case "rule":
      return "";
    case "quote":
      return markdownText(block.blocks);
    case "list":
      return block.items.map(markdownText).join("");
    case "table":
      return [block.head, ...block.rows].flat().map(inlineText).join("");
    default:
      return inlineText(block.inlines);
  }
}

function inlineText(inlines: Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === "redacted") return "";
      return "text" in inline ? inline.text : inlineText(inline.inlines);
    })
    .join("");
}

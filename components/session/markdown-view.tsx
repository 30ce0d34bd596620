import { createElement, type ReactNode } from "react";
import type { Inline } from "@/lib/markdown/parse-inline";
import { type Block, parseMarkdown } from "@/lib/markdown/parse-markdown";
import { CodeBlock } from "./code-block";
import { inOrder } from "./in-order";
import { RedactedChip } from "./redacted-text";

/** Assistant text as the safe subset of markdown: no raw HTML, nothing loaded. */
export function MarkdownView({ text }: { text: string }) {
  return <div className="flex flex-col gap-3">{inOrder(parseMarkdown(text), renderBlock)}</div>;
}

function renderBlock(block: Block): ReactNode {
  switch (block.type) {
    case "paragraph":
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          {inOrder(block.inlines, renderInline)}
        </p>
      );
    case "heading":
      // A page has one h1, a turn an h2: what a message calls a heading starts below.
      return createElement(
        `h${Math.min(6, block.level + 2)}`,
        { dir: "auto", className: block.level < 3 ? "font-semibold text-lg" : "font-semibold" },
        inOrder(block.inlines, renderInline),
      );
    case "code":
      return <CodeBlock language={block.language} text={block.text} />;
    case "quote":
      return (
        <blockquote className="flex flex-col gap-3 border-line-strong border-l-2 pl-3 text-muted">
          {inOrder(block.blocks, renderBlock)}
        </blockquote>
      );
    case "list":
      return <ListView block={block} />;
    case "table":
      return <TableView block={block} />;
    case "rule":
      return <hr className="border-line" />;
  }
}

function ListView({ block }: { block: Extract<Block, { type: "list" }> }) {
  const items = inOrder(block.items, (item) => (
    <li className="pl-1">
      <div className="flex flex-col gap-1">{inOrder(item, renderBlock)}</div>
    </li>
  ));
  if (block.start === null) return <ul className="flex list-disc flex-col gap-1 pl-5">{items}</ul>;
  return (
    <ol start={block.start} className="flex list-decimal flex-col gap-1 pl-6">
      {items}
    </ol>
  );
}

const CELL = "border border-line px-2 py-1 align-top [overflow-wrap:normal]";

function TableView({ block }: { block: Extract<Block, { type: "table" }> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keys too
    <section className="overflow-x-auto" aria-label="Table" tabIndex={0}>
      <table className="border-collapse text-sm">
        <thead>
          <tr>
            {inOrder(block.head, (cell) => (
              <th className={`${CELL} bg-subtle text-left font-medium`}>
                {inOrder(cell, renderInline)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(block.rows, (row) => (
            <tr>
              {inOrder(row, (cell) => (
                <td className={CELL}>{inOrder(cell, renderInline)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function renderInline(inline: Inline): ReactNode {
  switch (inline.type) {
    case "text":
      return inline.text;
    case "redacted":
      return <RedactedChip />;
    case "code":
      return (
        <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.92em]">
          {inline.text}
        </code>
      );
    case "link":
      return (
        <a
          href={inline.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          data-tip={inline.href.slice(0, 300)}
          className="text-accent-text underline decoration-accent-line underline-offset-2 hover:decoration-current"
        >
          {inOrder(inline.inlines, renderInline)}
        </a>
      );
    default:
      return createElement(inline.type, null, inOrder(inline.inlines, renderInline));
  }
}

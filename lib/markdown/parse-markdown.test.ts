import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/testing/cpu-ms";
import { markdownText } from "./markdown-text";
import { parseInline } from "./parse-inline";
import { parseMarkdown } from "./parse-markdown";
import { safeLink } from "./safe-link";

describe("parseMarkdown", () => {
  it("reads what language models write", () => {
    const blocks = parseMarkdown(
      "# Title\n\nHello **bold** and `code`.\n\n1. one\n   - inner\n2. two\n\n> quoted\n\n```ts\nconst a = 1;\n\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---",
    );
    expect(blocks.map((block) => block.type)).toEqual([
      "heading",
      "paragraph",
      "list",
      "quote",
      "code",
      "table",
      "rule",
    ]);
    expect(blocks[2]).toMatchObject({
      start: 1,
      items: [[{ type: "paragraph" }, { type: "list", start: null }], [{}]],
    });
    expect(blocks[4]).toEqual({ type: "code", language: "ts", text: "const a = 1;\n" });
    expect(markdownText(blocks)).toBe(
      "TitleHello bold and code.oneinnertwoquotedconst a = 1;\nab12",
    );
  });

  it("keeps line breaks of a paragraph", () => {
    expect(parseMarkdown("one\ntwo")).toEqual([
      { type: "paragraph", inlines: [{ type: "text", text: "one\ntwo" }] },
    ]);
  });

  it("takes an unclosed fence to the end", () => {
    expect(parseMarkdown("```\na\nb")).toEqual([{ type: "code", language: "", text: "a\nb" }]);
  });

  it("keeps HTML as text", () => {
    const html = '<script>alert(1)</script><img src=x onerror="alert(1)">';
    expect(parseMarkdown(html)).toEqual([
      { type: "paragraph", inlines: [{ type: "text", text: html }] },
    ]);
  });

  it.each([
    ["2,000 quote marks", ">".repeat(2_000)],
    ["nested quotes by line", Array.from({ length: 500 }, (_, at) => "> ".repeat(at)).join("\n")],
    ["a nested list", Array.from({ length: 600 }, (_, at) => `${"  ".repeat(at)}- x`).join("\n")],
    ["a long flat list", "- a\n".repeat(25_000)],
    ["stars", "*".repeat(100_000)],
    ["unclosed bold", "**a ".repeat(25_000)],
    ["unclosed italic", "_a ".repeat(33_000)],
    ["nested marks", "**a *b _c ~~d ".repeat(7_000)],
    ["brackets", "[".repeat(100_000)],
    ["half links", "[a](".repeat(25_000)],
    ["backticks", "`".repeat(99_999)],
    ["spaced backticks", "` `` ".repeat(20_000)],
    ["one fence line", `\`\`\`${"x".repeat(99_000)}\``],
    ["one heading line", `# ${" #".repeat(49_000)}x`],
    ["pipes", `${"|".repeat(50_000)}\n${"|-".repeat(25_000)}`],
    ["blank lines in a list", `- a\n${"\n".repeat(90_000)}`],
    ["1 MB without a space", "x".repeat(1_000_000)],
  ])("is quick on %s", (_, text) => {
    expect(cpuMs(() => parseMarkdown(text))).toBeLessThan(500);
  });
});

describe("parseInline", () => {
  it("nests marks and leaves arithmetic and names alone", () => {
    expect(parseInline("**a *b* c**")).toEqual([
      {
        type: "strong",
        inlines: [
          { type: "text", text: "a " },
          { type: "em", inlines: [{ type: "text", text: "b" }] },
          { type: "text", text: " c" },
        ],
      },
    ]);
    for (const text of ["2 * 3 * 4", "snake_case_name", "a ** b", "* "]) {
      expect(parseInline(text)).toEqual([{ type: "text", text }]);
    }
  });

  it("makes links of safe addresses only", () => {
    expect(parseInline("[a](https://example.org/x)")).toEqual([
      { type: "link", href: "https://example.org/x", inlines: [{ type: "text", text: "a" }] },
    ]);
    expect(parseInline("see https://example.org/x.")).toMatchObject([
      {},
      { type: "link", href: "https://example.org/x" },
      { text: "." },
    ]);
    for (const text of ["[a](javascript:alert(1))", "[a](data:text/html,x)", "[a](/x)"]) {
      expect(JSON.stringify(parseInline(text))).not.toContain('"link"');
    }
  });

  it("tells masked content from bold", () => {
    expect(parseInline("name: __REDACTED__.")).toEqual([
      { type: "text", text: "name: " },
      { type: "redacted" },
      { type: "text", text: "." },
    ]);
  });

  it("names images instead of loading them", () => {
    expect(parseInline("![a cat](https://example.org/cat.png)")).toEqual([
      {
        type: "link",
        href: "https://example.org/cat.png",
        inlines: [{ type: "text", text: "image: a cat" }],
      },
    ]);
  });
});

describe("safeLink", () => {
  it.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "blob:https://a/b",
    "file:///etc/passwd",
    "//example.org",
    "x",
    "",
  ])("refuses %j", (address) => {
    expect(safeLink(address)).toBeNull();
  });

  it("takes http, https and mailto", () => {
    expect(safeLink("mailto:a@b.c")).toBe("mailto:a@b.c");
    expect(safeLink("http://a.b/c d")).toBe("http://a.b/c%20d");
  });
});

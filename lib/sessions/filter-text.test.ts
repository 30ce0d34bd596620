import { describe, expect, it } from "vitest";
import { parseFilterText, quoteSearchText } from "./filter-text";

function read(text: string) {
  return parseFilterText(text).map((token) => {
    if (token.kind === "filter") return `${token.filter.name}=${token.filter.text}`;
    return token.kind === "words" ? `"${token.source}"` : `bad ${token.source}`;
  });
}

describe("the filter bar's text", () => {
  it.each([
    ["", []],
    ["lost order", ['"lost"', '"order"']],
    ['user:u-1 "free text"', ["user=u-1", '""free text""']],
    ["User:u-1", ["user=u-1"]],
    ["-tag:beta", ["tag=-beta"]],
    ["tag:-beta", ["tag=\\-beta"]],
    ['tag:"two words"', ["tag=two words"]],
    ["outcome:frustration=frustrated", ["outcome=frustration:frustrated"]],
    ['outcome:goal="not achieved"', ["outcome=goal:not achieved"]],
    [
      "outcome:goal=* outcome:goal=- -outcome:goal:*",
      ["outcome=goal:*", "outcome=goal:-", "outcome=-goal:*"],
    ],
    ["metadata:plan=pro=1", ["metadata=plan:pro=1"]],
    ["score:goal>=0.5", ["score=goal:0.5.."]],
    ["score:goal=0.2..0.8", ["score=goal:0.2..0.8"]],
    ["score:goal<-1", ["score=goal:..-1"]],
    ["error:yes live:false", ["error=true", "live=false"]],
    ["tokens:>1000", ["tokens=1001.."]],
    ["tokens:>=1k", ["tokens=1000.."]],
    ["tokens:1.5k..2M", ["tokens=1500..2000000"]],
    ["turns:3", ["turns=3..3"]],
    ["turns:<3", ["turns=..2"]],
    ["turns:..3", ["turns=..3"]],
    ["duration:>=5m", ["duration=300000.."]],
    ["duration:1.5s..1h", ["duration=1500..3600000"]],
    ["cost:>$0.01", ["cost=0.01.."]],
    ["cost:..0.3", ["cost=..0.3"]],
  ])("%s", (text, tokens) => {
    expect(read(text)).toEqual(tokens);
  });

  it.each([
    "usr:u-1",
    "user:",
    'tag:""',
    "outcome:frustrated",
    "outcome:=x",
    "metadata:plan",
    "score:goal",
    "error:maybe",
    "tokens:abc",
    "tokens:..",
    "tokens:5..1",
    "turns:1.5",
    "duration:5y",
    "-tokens:>5",
  ])("keeps %s and says what is wrong", (text) => {
    const [token] = parseFilterText(text);
    expect(token?.kind).toBe("bad");
    expect(token?.source).toBe(text);
    expect(token?.kind === "bad" && token.reason.length).toBeGreaterThan(10);
  });

  it("knows where each piece stands", () => {
    const [, second] = parseFilterText("  a  tokens:abc ");
    expect(second).toMatchObject({ start: 5, end: 15 });
  });

  it("shows search words so that they stay words", () => {
    expect(quoteSearchText("see https://x.test order")).toBe('see "https://x.test" order');
    expect(quoteSearchText('a "b:c"')).toBe('a "b:c"');
    expect(parseFilterText(quoteSearchText("user:u-1")).every(({ kind }) => kind === "words")).toBe(
      true,
    );
  });
});

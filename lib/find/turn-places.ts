import type { Turn, TurnStep } from "@/lib/conversation/turn";
import { markdownText } from "@/lib/markdown/markdown-text";
import { MAX_MARKDOWN, parseMarkdown } from "@/lib/markdown/parse-markdown";

/** One piece of a turn that is shown, folded and searched as a whole. */
export interface TurnPlace {
  key: string;
  content: { type: "text"; text: string } | { type: "json"; value: unknown };
}

export type TurnPart = "system" | "text" | "reasoning" | "name" | "arguments" | "result" | "error";

export function placeKey(turn: number, step: number, part: TurnPart): string {
  return `${turn}:${step}:${part}`;
}

/** The places of a turn in the order of reading. `rendered`: markdown counts without its marks. */
export function turnPlaces(turn: Turn, rendered: boolean): TurnPlace[] {
  return turn.steps.flatMap((step, at) =>
    stepParts(step, rendered).map(([part, content]) => ({
      key: placeKey(turn.index, at, part),
      content: typeof content === "string" ? { type: "text", text: content } : content,
    })),
  );
}

type Content = string | TurnPlace["content"];

function stepParts(step: TurnStep, rendered: boolean): [TurnPart, Content][] {
  switch (step.type) {
    case "system":
      return [["system", step.text]];
    case "error":
      return [["error", step.error.message]];
    case "message": {
      const { role, text, reasoning = "" } = step.message;
      const shown = rendered && role === "assistant" ? renderedText(text) : text;
      return [
        ["reasoning", reasoning],
        ["text", shown],
      ];
    }
    case "tool": {
      const { name, result, error } = step.call;
      return [
        ["name", name],
        ["arguments", valueContent(step.call.arguments)],
        ["result", valueContent(result)],
        ["error", error ?? ""],
      ];
    }
  }
}

function renderedText(text: string): string {
  return text.length > MAX_MARKDOWN ? text : markdownText(parseMarkdown(text));
}

function valueContent(value: unknown): Content {
  return typeof value === "string" ? value : { type: "json", value };
}

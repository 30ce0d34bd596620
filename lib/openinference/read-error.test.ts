import { expect, test } from "vitest";
import type { Span } from "@/lib/otlp/span";
import { attributeMap, exampleSpan } from "./example-span";
import { readSpan } from "./read-span";

const exception = (attributes: Record<string, string>) => ({
  events: [{ name: "exception", timeUnixNano: 0n, attributes: attributeMap(attributes) }],
});
const level = (name: string, text: string) => ({
  attributes: attributeMap({
    "langfuse.observation.level": name,
    "langfuse.observation.status_message": text,
  }),
});

test.each<[string, Partial<Span>, string | null]>([
  ["no error", {}, null],
  ["a status with its message", { statusCode: "ERROR", statusMessage: "boom" }, "boom"],
  ["a status without", { statusCode: "ERROR" }, ""],
  [
    "the exception's message when the status has none",
    { statusCode: "ERROR", ...exception({ "exception.message": "bang" }) },
    "bang",
  ],
  [
    "an exception alone",
    exception({ "exception.message": "bang", "exception.type": "Bad" }),
    "bang",
  ],
  ["an exception that has only a type", exception({ "exception.type": "Bad" }), "Bad"],
  ["an exception without anything", exception({}), ""],
  ["Langfuse's level", level("ERROR", "429"), "429"],
  ["Langfuse's warning", level("WARNING", "slow"), null],
  ["a message of a span that went well", { statusCode: "OK", statusMessage: "fine" }, null],
])("%s", (_, rest, error) => {
  expect(readSpan(exampleSpan({}, rest)).error).toBe(error);
});

import { describe, expect, test } from "vitest";
import { exampleSpan } from "./example-span";
import { readSpan } from "./read-span";

const facts = (attributes: Parameters<typeof exampleSpan>[0]) => readSpan(exampleSpan(attributes));

describe("metadata", () => {
  test("a JSON text, flat; nested values as JSON", () => {
    const metadata = '{"tenant":"acme","build":7,"beta":true,"none":null,"nested":{"a":[1]}}';
    expect(facts({ metadata }).metadata).toEqual({
      tenant: "acme",
      build: "7",
      beta: "true",
      nested: '{"a":[1]}',
    });
  });

  test("dotted keys of several vendors, beside a JSON metadata that goes first", () => {
    expect(
      facts({
        metadata: '{"tenant":"acme"}',
        "metadata.tenant": "other",
        "metadata.plan.name": "pro",
        "langfuse.trace.metadata.region": "eu",
        "ai.telemetry.metadata.build": 7,
        "metadata.list": ["a", "b"],
      }).metadata,
    ).toEqual({ tenant: "acme", "plan.name": "pro", region: "eu", build: "7", list: '["a","b"]' });
  });

  test("at most 50 keys, values of 200 characters, whole characters", () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`metadata.k${n}`, "v"]));
    expect(Object.keys(facts(many).metadata)).toHaveLength(50);
    const cut = facts({ "metadata.k": `${"x".repeat(198)}🙂${"y".repeat(300)}` }).metadata.k ?? "";
    expect(cut).toBe(`${"x".repeat(198)}…`);
    expect(facts({ "metadata.k": "x".repeat(200) }).metadata.k).toHaveLength(200);
  });

  test("keys that name structure are left out", () => {
    const { metadata } = facts({
      metadata: '{"__proto__":{"a":1},"constructor":"x","fine":"y"}',
      "metadata.__proto__": "z",
      "metadata.prototype": "z",
    });
    expect(metadata).toEqual({ fine: "y" });
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
  });

  test.each(["[1]", "text", "{broken", ""])("%s is no metadata", (metadata) => {
    expect(facts({ metadata }).metadata).toEqual({});
  });
});

describe("tags", () => {
  test.each<[Parameters<typeof exampleSpan>[0], string[]]>([
    [{ "tag.tags": ["a", "b", "a", " ", 3] }, ["a", "b", "3"]],
    [{ "tag.tags": '["prod","beta"]' }, ["prod", "beta"]],
    [{ "tag.tags": "prod" }, ["prod"]],
    [{ "tag.tags": [], "langfuse.trace.tags": ["lf"] }, ["lf"]],
    [{ "ai.telemetry.metadata.tags": ["ai"] }, ["ai"]],
    [{ "tag.tags": "" }, []],
    [{ "tag.tags": null }, []],
  ])("%o", (attributes, tags) => {
    expect(facts(attributes).tags).toEqual(tags);
  });
});

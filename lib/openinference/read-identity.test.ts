import { describe, expect, test } from "vitest";
import { attributeMap, exampleSpan } from "./example-span";
import {
  SESSION_ID_KEYS,
  SESSION_ID_LAST_KEYS,
  SESSION_ID_METADATA,
  USER_ID_KEYS,
  USER_ID_LAST_KEYS,
  USER_ID_METADATA,
} from "./identity-attributes";
import { projectName } from "./project-name";
import { readSpan } from "./read-span";

const facts = (attributes: Parameters<typeof exampleSpan>[0]) => readSpan(exampleSpan(attributes));

describe("the session", () => {
  test.each([...SESSION_ID_KEYS, ...SESSION_ID_LAST_KEYS])("by %s", (key) => {
    expect(facts({ [key]: " s-1 " }).sessionId).toBe("s-1");
  });

  test.each([...SESSION_ID_METADATA])("by %s inside a JSON metadata", (key) => {
    expect(facts({ metadata: JSON.stringify({ [key]: "s-1" }) }).sessionId).toBe("s-1");
    expect(facts({ metadata: new Map([[key, "s-1"]]) }).sessionId).toBe("s-1");
  });

  test("each row goes before the rows below it, blanks are skipped", () => {
    const order = [...SESSION_ID_KEYS, "metadata", ...SESSION_ID_LAST_KEYS];
    const value = (key: string) => (key === "metadata" ? '{"session_id":"metadata"}' : key);
    for (const [place, key] of order.entries()) {
      const rest = order.slice(place).toReversed();
      const attributes = Object.fromEntries(rest.map((other) => [other, value(other)]));
      const above = order[place - 1];
      expect(facts(above ? { ...attributes, [above]: "  " } : attributes).sessionId).toBe(key);
    }
  });

  test.each<[unknown, string | null]>([
    [12345, "12345"],
    [true, null],
    [1.5, null],
    [["a"], null],
    ["   ", null],
    ["null", "null"],
    ["../../x", "../../x"],
    ["'; drop table spans; --", "'; drop table spans; --"],
  ])("%o", (given, expected) => {
    const span = exampleSpan({});
    const value = typeof given === "object" ? ["a"] : given;
    if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
      span.attributes.set("session.id", value);
    } else span.attributes.set("session.id", ["a"]);
    expect(readSpan(span).sessionId).toBe(expected);
  });

  test("longer than a key may be, it is cut and told apart", () => {
    const [one, two] = ["1", "2"].map((end) =>
      facts({ "session.id": `${"s".repeat(6000)}${end}` }),
    );
    expect(Buffer.byteLength(one?.sessionId ?? "")).toBeLessThanOrEqual(1000);
    expect(one?.sessionId).not.toBe(two?.sessionId);
  });
});

describe("the user", () => {
  test.each([...USER_ID_KEYS, ...USER_ID_LAST_KEYS])("by %s", (key) => {
    expect(facts({ [key]: 42 }).userId).toBe("42");
  });

  test.each([...USER_ID_METADATA])("by %s inside a JSON metadata", (key) => {
    expect(facts({ metadata: JSON.stringify({ [key]: "u" }) }).userId).toBe("u");
  });
});

describe("the project", () => {
  test.each<[Record<string, string>, string]>([
    [{ "openinference.project.name": "bot", "service.name": "api" }, "bot"],
    [{ "openinference.project.name": " ", "service.name": "api" }, "api"],
    [{}, "default"],
  ])("of %o is %s", (resource, name) => {
    expect(projectName(attributeMap(resource))).toBe(name);
  });
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { MalformedBody } from "./body-errors";
import { decodeJson } from "./decode-json";

const folder = fileURLToPath(new URL("../../e2e/fixtures/", import.meta.url));
const ids = { traceId: "ab".repeat(16), spanId: "cd".repeat(8) };

function decode(json: string) {
  return decodeJson(Buffer.from(json));
}

function request(...spans: unknown[]): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

/** The values of one span's attributes, each given as the JSON of an AnyValue. */
function readValues(...values: string[]) {
  const attributes = values.map((value, at) => `{"key":"a${at}","value":${value}}`);
  const span = JSON.stringify(ids).replace(/}$/, `,"attributes":[${attributes}]}`);
  const { spans } = decode(`{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`);
  return [...(spans[0]?.attributes.values() ?? [])];
}

test.each(["", "{}", '{"resourceSpans":[]}', '{"resourceSpans":null}', '\uFEFF{"future":1}'])(
  "%j is an empty request",
  (json) => expect(decode(json)).toEqual({ spans: [], rejectedSpans: 0, rejectionMessage: "" }),
);

test.each(["13-empty-request.json", "14-empty-resourceSpans.json"])("%s is one too", (name) => {
  expect(decodeJson(readFileSync(`${folder}otlp-adversarial/${name}`)).spans).toEqual([]);
});

test("upper-case ids, unknown fields and every form of integer are read", () => {
  const name = "09-uppercase-hex-unknown-fields-int-forms.json";
  const { spans, rejectedSpans } = decodeJson(readFileSync(`${folder}otlp-adversarial/${name}`));
  expect(rejectedSpans).toBe(0);
  expect(spans).toHaveLength(1);
  const [span] = spans;
  expect(span).toMatchObject({
    traceId: "7021760c741fc7af1bad9c3f2066f09f",
    spanId: "a5f99264d388f347",
    startUnixNano: 1795219621349000000n,
    statusCode: "OK",
  });
  const read = ["n1", "n2", "d", "by", "empty", "noval", "dup"].map((key) =>
    span?.attributes.get(key),
  );
  expect(read).toEqual(["9007199254740993", -5, "NaN", "AAEC/w==", null, null, "last"]);
});

test("integers are exact, or kept as the text that they were", () => {
  expect(
    readValues(
      '{"intValue":"9007199254740991"}',
      '{"intValue":9007199254740993}',
      '{"intValue": -9223372036854775808 }',
      '{"intValue":"9223372036854775807"}',
      '{"intValue":99999999999999999999999}',
      '{"intValue":1e999}',
      '{"intValue":1e30}',
      '{"intValue":"NaN"}',
      '{"intValue":0}',
    ),
  ).toEqual([
    9007199254740991,
    "9007199254740993",
    "-9223372036854775808",
    "9223372036854775807",
    "99999999999999999999999",
    "Infinity",
    "1e+30",
    "NaN",
    0,
  ]);
});

test("doubles are numbers where JSON can say them", () => {
  expect(
    readValues(
      '{"doubleValue":0.30000000000000004}',
      '{"doubleValue":12345678901234567890.5}',
      '{"doubleValue":1.5e-12345678901234567}',
      '{"doubleValue":12345678901234567890}',
      '{"doubleValue":1e999}',
      '{"doubleValue":"-Infinity"}',
      '{"doubleValue":"2.5"}',
      '{"doubleValue":""}',
    ),
  ).toEqual([
    0.1 + 0.2,
    12345678901234567000,
    0,
    12345678901234567000,
    "Infinity",
    "-Infinity",
    2.5,
    "",
  ]);
});

test("every other kind of value is read", () => {
  expect(
    readValues(
      '{"boolValue":false}',
      '{"arrayValue":{"values":[{"intValue":"1"},{},{"stringValue":"a"}]}}',
      '{"arrayValue":{}}',
      '{"kvlistValue":{"values":[{"key":"__proto__","value":{"stringValue":"v"}}]}}',
      '{"bytesValue":"AAH_"}',
      '{"stringValue":null,"boolValue":true}',
      "null",
    ),
  ).toEqual([false, [1, null, "a"], [], new Map([["__proto__", "v"]]), "AAH/", true, null]);
});

test("NUL and lone surrogates are repaired, and only those", () => {
  expect(
    readValues(
      '{"stringValue":"a\\u0000b"}',
      '{"stringValue":"a\\uD83Db"}',
      '{"stringValue":"\\ud83d\\ude42"}',
      '{"stringValue":"\\\\u0000 \\\\ud800"}',
      '{"arrayValue":{"values":[{"stringValue":"\\udc00"}]}}',
    ),
  ).toEqual(["a\uFFFDb", "a\uFFFDb", "🙂", "\\u0000 \\ud800", ["\uFFFD"]]);
  const invalid = Buffer.from(request({ ...ids, name: "a?b" }));
  invalid[invalid.indexOf("?")] = 0xff;
  expect(decodeJson(invalid).spans).toMatchObject([{ name: "a\uFFFDb" }]);
  expect(decode(request({ ...ids, name: "\0", traceState: "\uD800" })).spans).toMatchObject([
    { name: "\uFFFD", traceState: "\uFFFD" },
  ]);
});

test("enums are integers; names are understood, anything else is the default", () => {
  const read = (kind: unknown, code: unknown) =>
    decode(request({ ...ids, kind, status: { code } })).spans.map((span) => [
      span.kind,
      span.statusCode,
    ]);
  expect(read(3, 2)).toEqual([[3, "ERROR"]]);
  expect(read("SPAN_KIND_CLIENT", "STATUS_CODE_OK")).toEqual([[3, "OK"]]);
  expect(read("5", "2")).toEqual([[5, "ERROR"]]);
  expect(read(17, -1)).toEqual([[0, "UNSET"]]);
  expect(read("constructor", {})).toEqual([[0, "UNSET"]]);
});

test("nanoseconds are exact as text and as numbers, up to 64 bits", () => {
  const read = (json: string) => {
    const span = JSON.stringify(ids).replace(/}$/, `,"startTimeUnixNano":${json}}`);
    const decoded = decode(`{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`);
    return decoded.spans[0]?.startUnixNano ?? decoded.rejectionMessage;
  };
  expect(read('"1795219621349000001"')).toBe(1795219621349000001n);
  expect(read("1795219621349000001")).toBe(1795219621349000001n);
  expect(read('"18446744073709551615"')).toBe(18446744073709551615n);
  expect(read("null")).toBe(0n);
  expect(read('""')).toBe(0n);
  for (const bad of ['"18446744073709551616"', "-1", "1.5", '"soon"', "{}", "1e300"]) {
    expect(read(bad)).toBe("Spans were rejected. invalid time: 1.");
  }
});

test("a span of the wrong shape is rejected, the others stay", () => {
  const bad = [
    5,
    null,
    [],
    { ...ids, attributes: {} },
    { ...ids, attributes: [1] },
    { ...ids, name: {} },
  ];
  const decoded = decode(request(ids, ...bad, { ...ids, events: [{ attributes: 1 }] }));
  expect(decoded.spans).toHaveLength(1);
  expect(decoded.rejectedSpans).toBe(7);
  expect(decoded.rejectionMessage).toBe("Spans were rejected. malformed: 7.");
});

test("a resource of the wrong shape is the fault of each of its spans", () => {
  const good = { resource: {}, scopeSpans: [{ spans: [ids] }] };
  const bad = {
    resource: { attributes: 7 },
    scopeSpans: [{ spans: [ids, ids, { traceId: "x" }] }],
  };
  const decoded = decode(JSON.stringify({ resourceSpans: [bad, good] }));
  expect(decoded).toMatchObject({ rejectedSpans: 3 });
  expect(decoded.spans).toHaveLength(1);
});

describe("what is no request", () => {
  test.each([
    ["protobuf", readFileSync(`${folder}otlp/openai-proto-004.pb`)],
    ["a list", Buffer.from("[]")],
    ["text", Buffer.from('"resourceSpans"')],
    ["null", Buffer.from("null")],
    ["spaces", Buffer.from("  ")],
    ["resource spans that are no list", Buffer.from('{"resourceSpans":{}}')],
    ["spans that are no list", Buffer.from('{"resourceSpans":[{"scopeSpans":[{"spans":"x"}]}]}')],
    ["a list that is cut", Buffer.from("[".repeat(100_000))],
    ["a deep list", Buffer.from("[".repeat(100_000) + "]".repeat(100_000))],
    ["a less deep list", Buffer.from("[".repeat(20_000) + "]".repeat(20_000))],
  ])("%s is malformed", (_, body) => expect(() => decodeJson(body)).toThrow(MalformedBody));

  test("a real one, cut at any byte", () => {
    const body = readFileSync(`${folder}otlp/openai-json-005.json`);
    for (let length = 1; length < body.byteLength; length += 1) {
      expect(() => decodeJson(body.subarray(0, length))).toThrow(MalformedBody);
    }
  });
});

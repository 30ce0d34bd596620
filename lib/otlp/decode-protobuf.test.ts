import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { MalformedBody } from "./body-errors";
import { decodeProtobuf } from "./decode-protobuf";
import {
  bytesField,
  doubleField,
  fixed64Field,
  messageField,
  textField,
  varintField,
} from "./wire-writer";

const folder = fileURLToPath(new URL("../../e2e/fixtures/", import.meta.url));
const ids = [bytesField(1, Buffer.alloc(16, 0xab)), bytesField(2, Buffer.alloc(8, 0xcd))];

/** A request of one span for each list of fields. */
function request(...spans: Buffer[][]): Buffer {
  return messageField(1, messageField(2, ...spans.map((fields) => messageField(2, ...fields))));
}

function attribute(key: string, ...value: Buffer[]): Buffer {
  return messageField(9, textField(1, key), messageField(2, ...value));
}

function readAttributes(...attributes: Buffer[]) {
  return [...(decodeProtobuf(request([...ids, ...attributes])).spans[0]?.attributes ?? [])];
}

test("an empty body is an empty request, and so are empty resource spans", () => {
  const nothing = { spans: [], rejectedSpans: 0, rejectionMessage: "" };
  expect(decodeProtobuf(Buffer.alloc(0))).toEqual(nothing);
  expect(decodeProtobuf(messageField(1))).toEqual(nothing);
});

test("a span with nothing but its ids has defaults", () => {
  expect(decodeProtobuf(request(ids)).spans).toEqual([
    {
      wire: { resource: Buffer.alloc(0), scope: Buffer.alloc(0), span: Buffer.concat(ids) },
      traceId: "ab".repeat(16),
      spanId: "cd".repeat(8),
      parentSpanId: null,
      name: "",
      kind: 0,
      startUnixNano: 0n,
      endUnixNano: null,
      statusCode: "UNSET",
      statusMessage: "",
      traceState: "",
      attributes: new Map(),
      events: [],
      links: [],
      scopeName: "",
      scopeVersion: "",
      resource: new Map(),
    },
  ]);
});

test("integers are exact: numbers within 2^53, digits beyond", () => {
  const given = [0n, 1n, -1n, 127n, 128n, 300n, 2n ** 28n, 2n ** 31n, 2n ** 32n, -(2n ** 32n)];
  const safe = [...given, 2n ** 53n - 1n, 1n - 2n ** 53n];
  for (const value of safe) {
    expect(readAttributes(attribute("n", varintField(3, value)))).toEqual([["n", Number(value)]]);
  }
  for (const value of [2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)]) {
    expect(readAttributes(attribute("n", varintField(3, value)))).toEqual([["n", String(value)]]);
  }
});

test("doubles that JSON cannot say are text", () => {
  const values = [0.1, -1e300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const read = readAttributes(
    ...values.map((value, at) => attribute(`d${at}`, doubleField(4, value))),
  );
  expect(read.map(([, value]) => value)).toEqual([0.1, -1e300, "NaN", "Infinity", "-Infinity"]);
});

test("every kind of value is read", () => {
  const item = (...value: Buffer[]) => messageField(1, ...value);
  const pair = messageField(1, textField(1, "k"), messageField(2, textField(1, "v")));
  expect(
    readAttributes(
      attribute("bool", varintField(2, 1)),
      attribute("bytes", bytesField(7, Buffer.from([0, 1, 255]))),
      attribute("list", messageField(5, item(varintField(3, 1)), item(), item(textField(1, "a")))),
      attribute("map", messageField(6, pair)),
      attribute("nothing"),
      attribute("twice", textField(1, "first")),
      attribute("twice", textField(1, "last")),
      messageField(9, textField(1, "no value")),
    ),
  ).toEqual([
    ["bool", true],
    ["bytes", "AAH/"],
    ["list", [1, null, "a"]],
    ["map", new Map([["k", "v"]])],
    ["nothing", null],
    ["twice", "last"],
    ["no value", null],
  ]);
});

test("text that is not UTF-8, and NUL, are repaired; the batch stays", () => {
  const raw = (field: number, hex: string) => bytesField(field, Buffer.from(hex, "hex"));
  expect(
    readAttributes(
      messageField(9, raw(1, "6100ff"), messageField(2, raw(1, "61ff62"))),
      attribute("surrogate", raw(1, "eda080")),
      attribute("literal", textField(1, "\\u0000")),
      attribute("emoji", textField(1, "🙂".repeat(40))),
    ),
  ).toEqual([
    ["a\uFFFD\uFFFD", "a\uFFFDb"],
    ["surrogate", "\uFFFD\uFFFD\uFFFD"],
    ["literal", "\\u0000"],
    ["emoji", "🙂".repeat(40)],
  ]);
});

test("keys that share a slot of the cache stay apart", () => {
  const keys = Array.from({ length: 5000 }, (_, index) => `key.${index * 7}`);
  const read = readAttributes(...keys.map((key) => attribute(key, textField(1, key))));
  expect(read).toEqual(keys.map((key) => [key, key]));
});

test("a resource and a scope that stand behind their spans still belong to them", () => {
  const span = messageField(2, ...ids);
  const scope = messageField(1, textField(1, "scope"), textField(2, "7"));
  const name = messageField(1, textField(1, "service.name"), messageField(2, textField(1, "bot")));
  const body = messageField(1, messageField(2, span, scope), messageField(1, name));
  const [read] = decodeProtobuf(body).spans;
  expect(read).toMatchObject({ scopeName: "scope", scopeVersion: "7" });
  expect(read?.resource).toEqual(new Map([["service.name", "bot"]]));
});

test("unknown fields of every wire type are skipped", () => {
  const unknown = [
    varintField(99, 5),
    bytesField(98, Buffer.from("x")),
    fixed64Field(97, 1n),
    Buffer.from([0x85, 0x01, 1, 2, 3, 4]),
  ];
  const span = [...unknown, ...ids, ...unknown, messageField(15, ...unknown, varintField(3, 2))];
  const { spans } = decodeProtobuf(Buffer.concat([...unknown, request(span)]));
  expect(spans).toMatchObject([{ statusCode: "ERROR" }]);
});

describe("what is no request", () => {
  test.each([
    ["JSON", Buffer.from('{"resourceSpans":[]}')],
    ["JSON behind a line break", Buffer.from('\n{"resourceSpans":[]}')],
    ["JSON behind a space", Buffer.from(' {"resourceSpans":[]}')],
    ["text", readFileSync(`${folder}otlp-adversarial/16-not-protobuf.pb`)],
    ["a cut body", readFileSync(`${folder}otlp-adversarial/15-truncated.pb`)],
    ["another message", Buffer.concat([varintField(7, 1), textField(9, "x")])],
    ["field number 0", Buffer.from([0x02, 0x00])],
    ["a varint without end", Buffer.alloc(20, 0xff)],
    ["a length beyond the body", Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
    [
      "a negative length",
      Buffer.concat([Buffer.from([0x0a]), Buffer.alloc(9, 0xff), Buffer.from([1])]),
    ],
  ])("%s is malformed", (_, body) => expect(() => decodeProtobuf(body)).toThrow(MalformedBody));

  test.each(["openai-proto-004.pb", "phoenixotel-001.pb"])("%s, cut at any byte", (name) => {
    const body = readFileSync(`${folder}otlp/${name}`);
    for (let length = 1; length < body.byteLength; length += 1) {
      expect(() => decodeProtobuf(body.subarray(0, length))).toThrow(MalformedBody);
    }
  });
});

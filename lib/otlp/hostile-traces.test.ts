import { describe, expect, test } from "vitest";
import { cpuMs } from "@/lib/testing/cpu-ms";
import { TooManyParts } from "./body-errors";
import { decodeTraces, type Encoding } from "./decode-traces";
import { encodeTraces } from "./encode-traces";
import type { AttributeValue, Span } from "./span";

const encodings: Encoding[] = ["protobuf", "json"];

function span(part: Partial<Span> = {}): Span {
  return {
    traceId: "ab".repeat(16),
    spanId: "cd".repeat(8),
    parentSpanId: null,
    name: "",
    kind: 0,
    startUnixNano: 5n,
    endUnixNano: 9n,
    statusCode: "UNSET",
    statusMessage: "",
    traceState: "",
    attributes: new Map(),
    events: [],
    links: [],
    scopeName: "",
    scopeVersion: "",
    resource: new Map(),
    ...part,
  };
}

function nest(depth: number, wrap: (inner: AttributeValue) => AttributeValue): AttributeValue {
  let value: AttributeValue = "core";
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

/** What this machine takes now to look at each byte of 24 MB once. */
function yardstickMs(): number {
  const bytes = Buffer.alloc(24e6, 1);
  let sum = 0;
  const ms = cpuMs(() => {
    for (let at = 0; at < bytes.length; at += 1) sum += bytes[at] ?? 0;
  });
  expect(sum).toBe(24e6);
  return ms;
}

describe.each(encodings)("in %s", (encoding) => {
  const resend = (...spans: Span[]) => {
    const decoded = decodeTraces(encodeTraces(spans, encoding), encoding);
    return { ...decoded, spans: decoded.spans.map(({ wire, ...span }) => span) };
  };

  test.each([
    ["trace id of 15 bytes", { traceId: "ab".repeat(15) }, "invalid trace id"],
    ["trace id of 17 bytes", { traceId: "ab".repeat(17) }, "invalid trace id"],
    ["trace id of a megabyte", { traceId: "ab".repeat(1_000_000) }, "invalid trace id"],
    ["trace id of zeros", { traceId: "00".repeat(16) }, "invalid trace id"],
    ["no trace id", { traceId: "" }, "invalid trace id"],
    ["span id of 7 bytes", { spanId: "ab".repeat(7) }, "invalid span id"],
    ["span id of 9 bytes", { spanId: "ab".repeat(9) }, "invalid span id"],
    ["span id of zeros", { spanId: "00".repeat(8) }, "invalid span id"],
    ["no span id", { spanId: "" }, "invalid span id"],
    ["parent of 3 bytes", { parentSpanId: "ab".repeat(3) }, "invalid parent span id"],
  ])("%s: that span is rejected, the rest stays", (_, part, reason) => {
    const decoded = resend(span(), span(part), span(part), span({ name: "last" }));
    expect(decoded.spans).toEqual([span(), span({ name: "last" })]);
    expect(decoded.rejectedSpans).toBe(2);
    expect(decoded.rejectionMessage).toBe(`Spans were rejected. ${reason}: 2.`);
  });

  test("ids are lower case, a parent of zeros is none", () => {
    const given = span({ traceId: "AB".repeat(16), parentSpanId: "0".repeat(16) });
    expect(resend(given).spans).toEqual([span()]);
  });

  test("an end before the start is the start, 0 is still running", () => {
    const at = 1_795_219_621_349_000_000n;
    const ends = [at - 1n, at, at + 1n, null];
    const decoded = resend(...ends.map((end) => span({ startUnixNano: at, endUnixNano: end })));
    expect(decoded.spans.map((read) => read.endUnixNano)).toEqual([at, at, at + 1n, null]);
  });

  test("times of any year are kept", () => {
    const times = [0n, 1n, 9_223_372_036_854_775_808n, 2n ** 64n - 1n];
    const decoded = resend(
      ...times.map((time) => span({ startUnixNano: time, endUnixNano: null })),
    );
    expect(decoded.spans.map((read) => read.startUnixNano)).toEqual(times);
  });

  test("a link may name a trace alone; one that names nothing is dropped", () => {
    const link = { traceId: "ab".repeat(16), spanId: "cd".repeat(8), attributes: new Map() };
    const links = [
      link,
      { ...link, spanId: "" },
      { ...link, traceId: "" },
      { ...link, spanId: "ab" },
    ];
    expect(resend(span({ links })).spans[0]?.links).toEqual([link, { ...link, spanId: "" }]);
  });

  test("keys are kept flat, in order, whatever they say", () => {
    const attributes = new Map(
      [
        "__proto__",
        "gen_ai.prompt.__proto__.x",
        "a.constructor.prototype.y",
        "llm.input_messages.4294967294.message.role",
        "a",
        "a.b",
        "a..b",
        "",
        "toString",
      ].map((key, at) => [key, at]),
    );
    const [read] = resend(span({ attributes })).spans;
    expect([...(read?.attributes ?? [])]).toEqual([...attributes]);
  });

  test.each([
    ["lists", (inner: AttributeValue) => [inner]],
    ["maps", (inner: AttributeValue) => new Map([["k", inner]])],
  ])("%s nest 64 deep; deeper, that span is rejected", (_, wrap) => {
    const deep = span({ attributes: new Map([["a", nest(64, wrap)]]) });
    expect(resend(deep).spans).toEqual([deep]);
    const deeper = [65, 1000].map((depth) =>
      span({ attributes: new Map([["a", nest(depth, wrap)]]) }),
    );
    const decoded = resend(span(), ...deeper, span());
    expect(decoded.spans).toHaveLength(2);
    expect(decoded.rejectionMessage).toBe("Spans were rejected. attributes nested too deep: 2.");
  });

  test("a resource that nests too deep is the fault of each of its spans", () => {
    const resource = new Map([["a", nest(100, (inner) => [inner])]]);
    const decoded = resend(span({ resource }), span({ resource, traceId: "" }), span());
    expect(decoded.spans).toHaveLength(1);
    expect(decoded.rejectedSpans).toBe(2);
  });

  test("spans of one resource share it", () => {
    const resource = new Map([["service.name", "bot"]]);
    const [first, second] = resend(span({ resource }), span({ resource })).spans;
    expect(first?.resource).toBe(second?.resource);
  });
});

describe("5,000 deep", () => {
  const good = '{"traceId":"abababababababababababababababab","spanId":"cdcdcdcdcdcdcdcd"}';
  test.each([
    ['{"arrayValue":{"values":[', "]}}"],
    ['{"kvlistValue":{"values":[{"key":"k","value":', "}]}}"],
  ])("%s is rejected with its span", (open, close) => {
    const value = `${open.repeat(5000)}null${close.repeat(5000)}`;
    const bad = good.replace(/}$/, `,"attributes":[{"key":"a","value":${value}}]}`);
    const body = `{"resourceSpans":[{"scopeSpans":[{"spans":[${good},${bad},${good}]}]}]}`;
    const decoded = decodeTraces(Buffer.from(body), "json");
    expect(decoded.spans).toHaveLength(2);
    expect(decoded.rejectedSpans).toBe(1);
  });
});

describe("more parts than any exporter sends are refused before they are built", () => {
  const inSpans = (text: string) => `{"resourceSpans":[{"scopeSpans":[{"spans":[${text}]}]}]}`;
  const inAttributes = (text: string) =>
    inSpans(`{"attributes":[{"key":"a","value":{"arrayValue":{"values":[${text}]}}}]}`);
  const members = Array.from({ length: 1_000_000 }, (_, at) => `"member${at}":1`);
  const repeat = (bytes: number[], count: number) =>
    Buffer.alloc(bytes.length * count, Buffer.from(bytes));
  const spanIds = Buffer.concat([
    Buffer.from([10, 16]),
    Buffer.alloc(16, 1),
    Buffer.from([18, 8]),
    Buffer.alloc(8, 1),
  ]);
  const wrap = (tag: number, inner: Buffer) => {
    const length = Buffer.alloc(5, 0x80);
    let rest = inner.byteLength;
    for (let at = 0; at < 5; at += 1, rest = Math.floor(rest / 128)) {
      length[at] = (rest % 128) | (at < 4 ? 0x80 : 0);
    }
    return Buffer.concat([Buffer.from([tag]), length, inner]);
  };

  test.each<[string, Encoding, Buffer]>([
    ["24 MB of {} as spans", "json", Buffer.from(inSpans(`${"{},".repeat(8e6)}{}`))],
    ["24 MB of {} as values", "json", Buffer.from(inAttributes(`${"{},".repeat(8e6)}{}`))],
    ["24 MB of {} under an unknown field", "json", Buffer.from(`{"x":[${"{},".repeat(8e6)}{}]}`)],
    ["24 MB of numbers", "json", Buffer.from(`{"x":[${"0,".repeat(12e6)}0]}`)],
    ["a million members of one object", "json", Buffer.from(`{"x":{${members}}}`)],
    ["400,000 empty spans", "protobuf", wrap(10, wrap(18, repeat([0x12, 0], 400_000)))],
    ["12 million empty spans", "protobuf", wrap(10, wrap(18, repeat([0x12, 0], 12e6)))],
    ["12 million empty resources", "protobuf", repeat([0x0a, 0], 12e6)],
    ["12 million empty events", "protobuf", wrap(10, wrap(18, wrap(18, repeat([0x5a, 0], 12e6))))],
    [
      "12 million empty attributes",
      "protobuf",
      wrap(10, wrap(18, wrap(18, repeat([0x4a, 0], 12e6)))),
    ],
  ])("%s", (_, encoding, body) => {
    let caught: unknown;
    const ms = cpuMs(() => {
      try {
        decodeTraces(body, encoding);
      } catch (error) {
        caught = error;
      }
    });
    expect(caught).toBeInstanceOf(TooManyParts);
    expect(ms).toBeLessThan(4 * yardstickMs());
  });

  test("16 MB of NUL are repaired without effort", () => {
    const text = wrap(10, Buffer.alloc(16e6));
    const attribute = wrap(0x4a, wrap(18, text));
    const body = wrap(10, wrap(18, wrap(18, Buffer.concat([spanIds, attribute]))));
    const ms = cpuMs(() => expect(decodeTraces(body, "protobuf").spans).toHaveLength(1));
    expect(ms).toBeLessThan(20 * yardstickMs());
  });

  test("100,000 spans without ids are counted", () => {
    const empty = { spans: [], rejectedSpans: 100_000 };
    const body = `{"resourceSpans":[{"scopeSpans":[{"spans":[${Array(100_000).fill('{"name":"span"}')}]}]}]}`;
    expect(decodeTraces(Buffer.from(body), "json")).toMatchObject(empty);
  });
});

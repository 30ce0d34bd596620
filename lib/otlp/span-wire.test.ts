import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeProtobuf } from "./decode-protobuf";
import { joinWires, readWires } from "./span-wire";
import { bytesField, messageField, textField, varintField } from "./wire-writer";

const folder = fileURLToPath(new URL("../../e2e/fixtures/otlp/", import.meta.url));

function fail(): never {
  throw new Error("No span.");
}

/** Each by itself, and all together. */
function keepAndRead(body: Uint8Array) {
  const sent = decodeProtobuf(body).spans.map(({ wire, ...span }) => ({
    wire: wire ?? fail(),
    span,
  }));
  const together = readWires(joinWires(sent.map(({ wire }) => wire)));
  expect(together).toHaveLength(sent.length);
  return sent.map(({ wire, span }, index) => {
    const [alone, ...others] = readWires(joinWires([wire]));
    expect(others).toEqual([]);
    for (const one of [alone, together[index]]) {
      const again = one?.wire ?? fail();
      expect(Buffer.compare(again.span, wire.span)).toBe(0);
      expect(Buffer.compare(again.resource, wire.resource)).toBe(0);
      expect(Buffer.compare(again.scope, wire.scope)).toBe(0);
    }
    const { wire: _, ...read } = together[index] ?? fail();
    return { span, read };
  });
}

test.each(readdirSync(folder).filter((name) => /\.pb(\.gz)?$/.test(name)))(
  "each span of %s is the same after being kept by itself",
  (name) => {
    const bytes = readFileSync(folder + name);
    const kept = keepAndRead(name.endsWith(".gz") ? gunzipSync(bytes) : bytes);
    expect(kept.length).toBeGreaterThan(0);
    for (const { span, read } of kept) expect(read).toEqual(span);
  },
);

test.each([100, 127, 128, 16_300, 16_384, 2_200_000])("a span of about %i bytes", (size) => {
  const [kept] = keepAndRead(requestOf(textField(5, "x".repeat(size))));
  expect(kept?.read).toEqual(kept?.span);
  expect(kept?.read.name).toHaveLength(size);
});

test("a resource in two parts is kept whole, also behind its spans", () => {
  const label = (key: string) =>
    messageField(1, messageField(1, textField(1, key), messageField(2, textField(1, key))));
  const body = messageField(1, label("a"), messageField(2, messageField(2, ...ids)), label("b"));
  const [kept] = keepAndRead(body);
  expect([...(kept?.read.resource.keys() ?? [])]).toEqual(["a", "b"]);
});

test("a span of more parts than one request of its size may have is read again", () => {
  const links = Array.from({ length: 40_000 }, () => messageField(13, varintField(6, 1)));
  const large = requestOf(textField(5, "x".repeat(2_000_000)));
  const body = Buffer.concat([large, requestOf(...links)]);
  expect(keepAndRead(body)).toHaveLength(2);
});

const ids = [
  bytesField(1, Buffer.from("ab".repeat(16), "hex")),
  bytesField(2, Buffer.from("cd".repeat(8), "hex")),
];

function requestOf(...fields: Buffer[]): Buffer {
  return messageField(1, messageField(2, messageField(2, ...ids, ...fields)));
}

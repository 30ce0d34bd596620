import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodeTraces } from "./decode-traces";
import { encodeTraces } from "./encode-traces";
import type { Span } from "./span";

const folder = fileURLToPath(new URL("../../e2e/fixtures/", import.meta.url));

function decodeFixture(path: string) {
  const bytes = readFileSync(folder + path);
  const body = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  return decodeTraces(body, path.includes(".pb") ? "protobuf" : "json");
}

/** Compared is what a span says, not the bytes it came as. */
function withoutWire({ wire, ...span }: Span) {
  return span;
}

describe("captured payloads", () => {
  test.each([
    ["openai-json-003.json", 16],
    ["openai-proto-001.pb", 16],
    ["openai-protogz-002.pb.gz", 16],
    ["openai-json-005.json", 1],
    ["openai-proto-004.pb", 1],
    ["ai7oi-json-002.json", 19],
    ["ai7oi-proto-001.pb", 19],
    ["ai6oi-json-002.json", 13],
    ["ai6oi-proto-001.pb", 13],
    ["langfuse-json-001.json", 13],
    ["phoenixotel-001.pb", 1],
  ])("%s holds %i spans", (name, count) => {
    const decoded = decodeFixture(`otlp/${name}`);
    expect(decoded.spans).toHaveLength(count);
    expect(decoded).toMatchObject({ rejectedSpans: 0, rejectionMessage: "" });
  });

  test.each([
    ["openai-json-003.json", "openai-proto-001.pb"],
    ["openai-json-003.json", "openai-protogz-002.pb.gz"],
    ["openai-json-005.json", "openai-proto-004.pb"],
    ["ai7oi-json-002.json", "ai7oi-proto-001.pb"],
    ["ai6oi-json-002.json", "ai6oi-proto-001.pb"],
  ])("%s and %s carry the same spans", (json, protobuf) => {
    expect(decodeFixture(`otlp/${json}`).spans).toEqual(
      decodeFixture(`otlp/${protobuf}`).spans.map(withoutWire),
    );
  });

  test.each(readdirSync(`${folder}otlp`).filter((name) => !name.endsWith(".headers.json")))(
    "%s survives being written and read again in either encoding",
    (name) => {
      const { spans } = decodeFixture(`otlp/${name}`);
      const plain = spans.map(withoutWire);
      const resent = decodeTraces(encodeTraces(spans, "protobuf"), "protobuf").spans;
      expect(resent.map(withoutWire)).toEqual(plain);
      expect(decodeTraces(encodeTraces(spans, "json"), "json").spans).toEqual(plain);
    },
  );
});

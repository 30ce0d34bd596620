import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { settings } from "@/lib/settings";
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "./route";

const folder = fileURLToPath(new URL("../../../e2e/fixtures/otlp/", import.meta.url));
const json = readFileSync(`${folder}openai-json-005.json`);
const protobuf = readFileSync(`${folder}openai-proto-004.pb`);
const JSON_TYPE = "application/json";
const PROTOBUF_TYPE = "application/x-protobuf";

async function post(body: BodyInit | null, headers: Record<string, string>) {
  const request = new Request("http://localhost:3000/v1/traces", {
    method: "POST",
    body,
    headers: { host: "localhost:3000", ...headers },
  });
  const answer = await POST(request, {});
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, bytes };
}

test.each<[number, string, Record<string, string>, BodyInit]>([
  [415, "no type", {}, json],
  [415, "another type", { "content-type": "text/plain" }, json],
  [415, "brotli", { "content-type": JSON_TYPE, "content-encoding": "br" }, json],
  [415, "gzip twice", { "content-type": JSON_TYPE, "content-encoding": "gzip, gzip" }, json],
  [400, "protobuf under JSON", { "content-type": JSON_TYPE }, protobuf],
  [400, "JSON under protobuf", { "content-type": PROTOBUF_TYPE }, json],
  [400, "cut JSON", { "content-type": JSON_TYPE }, json.subarray(0, -1)],
  [400, "cut protobuf", { "content-type": PROTOBUF_TYPE }, protobuf.subarray(0, -1)],
  [400, "plain under gzip", { "content-type": JSON_TYPE, "content-encoding": "gzip" }, json],
  [413, "too many parts", { "content-type": JSON_TYPE }, `[${"{},".repeat(1e6)}{}]`],
  [403, "another site", { "content-type": JSON_TYPE, "sec-fetch-site": "cross-site" }, json],
  [403, "a cookie", { "content-type": JSON_TYPE, cookie: "a=b" }, json],
  [403, "another host", { "content-type": JSON_TYPE, host: "evil.example" }, json],
])("%i: %s", async (status, _, headers, body) => {
  const answer = await post(body, headers);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  if (headers["content-type"] === PROTOBUF_TYPE) {
    expect(answer.headers.get("content-type")).toBe(PROTOBUF_TYPE);
    expect([...answer.bytes.subarray(0, 3)]).toEqual([0x08, 3, 0x12]);
    expect(answer.bytes.subarray(4).toString()).toBe(
      "The body is not an OTLP request in protobuf.",
    );
  } else {
    expect(JSON.parse(answer.bytes.toString())).toEqual({
      code: expect.any(Number),
      message: expect.stringMatching(/\.$/),
    });
  }
});

test("a body beyond the limit, and a bomb", async () => {
  const large = Buffer.alloc(settings().maxBodyBytes + 1, 32);
  const plain = await post(large, { "content-type": JSON_TYPE });
  const bomb = await post(gzipSync(large), {
    "content-type": PROTOBUF_TYPE,
    "content-encoding": "gzip",
  });
  expect([plain.status, bomb.status]).toEqual([413, 413]);
});

test.each(Object.entries({ DELETE, GET, HEAD, PATCH, PUT }))("%s", async (method, handle) => {
  const headers = { host: "localhost" };
  const answer = await handle(new Request("http://localhost/v1/traces", { method, headers }), {});
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toBe("OPTIONS, POST");
});

test("OPTIONS says what is allowed", async () => {
  const headers = { host: "localhost" };
  const request = new Request("http://localhost/v1/traces", { method: "OPTIONS", headers });
  const answer = await OPTIONS(request, {});
  expect([answer.status, answer.headers.get("allow")]).toEqual([204, "OPTIONS, POST"]);
});

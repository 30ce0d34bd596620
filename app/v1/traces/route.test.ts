import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test, vi } from "vitest";
import { openDatabase, replaceDatabase } from "@/db/client";
import { startTestDatabase } from "@/db/embedded/test-database";
import { POST } from "./route";

const { db, sql } = await startTestDatabase();
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

async function countSpans(project: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from spans join projects on projects.id = project_id
    where projects.name = ${project}`;
  return row?.count ?? -1;
}

describe("taken", () => {
  test.each([
    ["application/json", json, "{}"],
    ["Application/JSON; charset=utf-8", json, "{}"],
    ["application/x-protobuf", protobuf, ""],
    [" APPLICATION/X-PROTOBUF ;x=y", protobuf, ""],
    ["application/json", Buffer.from("{}"), "{}"],
    ["application/json", null, "{}"],
    ["application/x-protobuf", null, ""],
  ])("%s: an empty success of the same type", async (type, body, expected) => {
    const answer = await post(body, { "content-type": type });
    expect(answer.status).toBe(200);
    expect(answer.bytes.toString()).toBe(expected);
    expect(answer.headers.get("content-type")).toBe(expected ? JSON_TYPE : PROTOBUF_TYPE);
  });

  test("spans are stored when it answers, once, whatever the encoding", async () => {
    const project = { "x-project-name": " Café " };
    const sent = Buffer.from(project["x-project-name"]).toString("latin1");
    for (const [type, body] of [
      [JSON_TYPE, json],
      [PROTOBUF_TYPE, gzipSync(protobuf)],
    ] as const) {
      const encoding = type === JSON_TYPE ? "identity" : "gzip";
      const headers = {
        "content-type": type,
        "content-encoding": encoding,
        "x-project-name": sent,
      };
      expect((await post(body, headers)).status).toBe(200);
      expect(await countSpans("Café")).toBe(1);
    }
  });

  test("bad spans are counted exactly, good ones stored", async () => {
    const body = JSON.parse(json.toString());
    const { spans } = body.resourceSpans[0].scopeSpans[0];
    spans.push({ ...spans[0], traceId: "AAEC" }, { ...spans[0], spanId: "0" }, 7);
    const headers = { "content-type": JSON_TYPE, "x-project-name": "partial" };
    const answer = await post(JSON.stringify(body), headers);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.bytes.toString())).toEqual({
      partialSuccess: {
        rejectedSpans: "3",
        errorMessage: "Spans were rejected. invalid trace id: 1; invalid span id: 1; malformed: 1.",
      },
    });
    expect(await countSpans("partial")).toBe(1);
  });

  test("partial success in protobuf", async () => {
    const answer = await post(Buffer.from([0x0a, 4, 0x12, 2, 0x12, 0]), {
      "content-type": PROTOBUF_TYPE,
    });
    const message = "Spans were rejected. invalid trace id: 1.";
    const status = Buffer.concat([
      Buffer.from([0x08, 1, 0x12, message.length]),
      Buffer.from(message),
    ]);
    expect(answer.bytes).toEqual(Buffer.concat([Buffer.from([0x0a, status.length]), status]));
  });

  test("12 MB of valid spans, every one", async () => {
    const body = JSON.parse(json.toString());
    const scope = body.resourceSpans[0].scopeSpans[0];
    const [span] = scope.spans;
    scope.spans = Array.from({ length: 120 }, (_, at) => ({
      ...span,
      spanId: (at + 1).toString(16).padStart(16, "0"),
      attributes: [{ key: "text", value: { stringValue: "x".repeat(100_000) } }],
    }));
    const headers = { "content-type": JSON_TYPE, "x-project-name": "large" };
    expect((await post(JSON.stringify(body), headers)).status).toBe(200);
    expect(await countSpans("large")).toBe(120);
  });
});

describe("with the database away", () => {
  const away = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" });
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  afterAll(async () => {
    replaceDatabase({ db, sql });
    await away.sql.end({ timeout: 0 });
  });

  test.each([
    [JSON_TYPE, json],
    [PROTOBUF_TYPE, protobuf],
  ])("%s is to be sent again", async (type, body) => {
    replaceDatabase(away);
    const answer = await post(body, { "content-type": type });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(answer.headers.get("content-type")).toBe(type);
    expect(String(log.mock.lastCall)).not.toContain("sess-D-0004");
  });
});

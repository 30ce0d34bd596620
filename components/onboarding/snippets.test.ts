import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { decodeTraces } from "@/lib/otlp/decode-traces";
import { SNIPPETS } from "./snippets";

const target = { origin: "http://127.0.0.1:3000", project: `it's "my" $HOME \\ bot` };

function code(id: string): string {
  return SNIPPETS.find((snippet) => snippet.id === id)?.code(target) ?? "";
}

/** Runs shell code with a curl that prints its last argument. */
function runShell(script: string): string {
  const curl = `curl() { for last; do :; done; printf %s "$last"; }\n`;
  return execFileSync("sh", ["-c", curl + script], { encoding: "utf8" });
}

describe("SNIPPETS", () => {
  it("sends two turns of one session by curl, whatever the project is called", () => {
    const { spans, rejectedSpans } = decodeTraces(
      new TextEncoder().encode(runShell(code("curl"))),
      "json",
    );
    expect(rejectedSpans).toBe(0);
    expect(spans).toHaveLength(2);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(2);
    expect(new Set(spans.map(({ attributes }) => attributes.get("session.id"))).size).toBe(1);
    expect(spans[0]?.resource.get("service.name")).toBe(target.project);
    const [first, second] = spans;
    expect(first && second && first.startUnixNano < second.startUnixNano).toBe(true);
  });

  it("sets the service name by environment, whatever it is", () => {
    expect(runShell(`${code("environment")}printf %s "$OTEL_SERVICE_NAME"`)).toBe(target.project);
  });

  it("names this server and the project in every snippet", () => {
    for (const snippet of SNIPPETS) {
      const plain = snippet.code({ ...target, project: "shop" });
      expect(plain, snippet.id).toContain(target.origin);
      expect(plain, snippet.id).toContain("shop");
    }
  });
});

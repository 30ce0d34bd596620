import http from "node:http";

export interface Answer {
  status: number;
  body: Buffer;
  /** From the request's first byte to the answer's last. */
  ms: number;
}

/** HTTP/1.1 over connections that stay open, as browsers and exporters keep them. */
export class HttpClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 16, noDelay: true });

  constructor(private readonly base: string) {}

  get(path: string): Promise<Answer> {
    return this.send("GET", path, {}, null);
  }

  post(path: string, headers: http.OutgoingHttpHeaders, body: Uint8Array): Promise<Answer> {
    return this.send("POST", path, { ...headers, "content-length": body.byteLength }, body);
  }

  /** The answer's bytes as they come, until `onBytes` says that it is enough; returns its status. */
  stream(path: string, onBytes: (bytes: Buffer) => "more" | "enough"): Promise<number> {
    return new Promise((resolve, reject) => {
      const request = http.get(this.base + path, (answer) => {
        answer.on("data", (bytes: Buffer) => {
          if (onBytes(bytes) === "more") return;
          resolve(answer.statusCode ?? 0);
          request.destroy();
        });
        answer.on("error", reject);
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      });
      request.on("error", reject);
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    method: string,
    path: string,
    headers: http.OutgoingHttpHeaders,
    body: Uint8Array | null,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const started = performance.now();
      const request = http.request(
        this.base + path,
        { method, headers, agent: this.agent },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () => {
            const ms = performance.now() - started;
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts), ms });
          });
        },
      );
      request.on("error", reject);
      request.end(body ?? undefined);
    });
  }
}

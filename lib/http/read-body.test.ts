import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { withBody } from "./read-body";

const limit = 10_000;

function send(body: BodyInit | null, headers: Record<string, string> = {}) {
  return new Request("http://localhost/", { method: "POST", body, headers, ...{ duplex: "half" } });
}

function read(request: Request, maxBytes = limit) {
  return withBody(request, maxBytes, async (body) => body);
}

function stream(...chunks: (Uint8Array | Error)[]) {
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk === undefined) controller.close();
      else if (chunk instanceof Error) controller.error(chunk);
      else controller.enqueue(chunk);
    },
  });
}

const text = Buffer.from("héllo ".repeat(500));
const gzip = { "content-encoding": "gzip" };

test("a plain body arrives as sent, in one chunk or several", async () => {
  expect(Buffer.from(await read(send(text)))).toEqual(text);
  const halves = stream(text.subarray(0, 100), text.subarray(100));
  expect(Buffer.from(await read(send(halves)))).toEqual(text);
});

test.each(["gzip", "GZIP ", "gzip\t"])("%j is inflated", async (encoding) => {
  const request = send(gzipSync(text), { "content-encoding": encoding });
  expect(Buffer.from(await read(request))).toEqual(text);
});

test("no body is an empty one", async () => {
  expect((await read(send(null))).byteLength).toBe(0);
  expect((await read(send("", { "content-encoding": "identity" }))).byteLength).toBe(0);
});

test.each(["br", "deflate", "gzip, gzip", "zstd"])("%s is not taken", async (encoding) => {
  await expect(read(send(text, { "content-encoding": encoding }))).rejects.toMatchObject({
    status: 415,
  });
});

test("the limit holds to the byte, with a length, without, and inflated", async () => {
  const exact = Buffer.alloc(limit, 120);
  const over = Buffer.alloc(limit + 1, 120);
  expect((await read(send(exact))).byteLength).toBe(limit);
  expect((await read(send(gzipSync(exact), gzip))).byteLength).toBe(limit);
  const refused = [
    send(over, { "content-length": String(limit + 1) }),
    send(stream(over.subarray(0, 9_000), over.subarray(9_000))),
    send(gzipSync(over), gzip),
  ];
  for (const request of refused) {
    await expect(read(request)).rejects.toMatchObject({ status: 413 });
  }
});

test("gzip that is cut, missing or damaged is said to be", async () => {
  const whole = gzipSync(text);
  const damaged = Buffer.from(whole);
  damaged.fill(0, 20, 40);
  for (const body of [whole.subarray(0, -9), whole.subarray(0, 5), text, damaged]) {
    await expect(read(send(body, gzip))).rejects.toMatchObject({ code: "invalid_gzip" });
  }
});

test("gzip of several members is one body, and a false size at its end changes no limit", async () => {
  const members = Buffer.concat([gzipSync(text), gzipSync("end")]);
  expect(Buffer.from(await read(send(members, gzip)))).toEqual(
    Buffer.concat([text, Buffer.from("end")]),
  );
  const many = Buffer.concat([gzipSync(Buffer.alloc(limit)), gzipSync("1")]);
  await expect(read(send(many, gzip))).rejects.toMatchObject({ status: 413 });
  for (const said of [0, 7, limit, 2 ** 32 - 1]) {
    const liar = gzipSync(Buffer.alloc(limit + 1));
    liar.writeUInt32LE(said, liar.byteLength - 4);
    await expect(read(send(liar, gzip))).rejects.toMatchObject({
      status: expect.toBeOneOf([400, 413]),
    });
  }
});

test("a client that leaves is a 400, whatever was sent", async () => {
  for (const headers of [{}, gzip]) {
    const body = stream(gzipSync(text).subarray(0, 20), new Error("aborted"));
    await expect(read(send(body, headers))).rejects.toMatchObject({ code: "incomplete_body" });
  }
});

test("a client that stalls is let go after half a minute", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    for (const headers of [{}, gzip]) {
      const cancel = vi.fn();
      const pull = () => new Promise<void>(() => {});
      const reading = read(send(new ReadableStream({ pull, cancel }), headers));
      const refused = expect(reading).rejects.toMatchObject({ status: 408 });
      await vi.advanceTimersByTimeAsync(30_000);
      await refused;
      expect(cancel).toHaveBeenCalled();
    }
  } finally {
    vi.useRealTimers();
  }
});

test("what is too large is not read to its end", async () => {
  const cancel = vi.fn();
  const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(text);
  await expect(read(send(new ReadableStream({ pull, cancel })))).rejects.toMatchObject({
    status: 413,
  });
  expect(cancel).toHaveBeenCalled();
});

test("ten bombs at once are refused in bounded memory, and small bodies pass", async () => {
  const maxBytes = 16 * 1024 * 1024;
  const bomb = gzipSync(Buffer.alloc(maxBytes + 1));
  expect(bomb.byteLength).toBeLessThan(64_000);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }, 5);
  const before = process.memoryUsage().arrayBuffers;
  const bombs = Array.from({ length: 10 }, () =>
    read(send(bomb, gzip), maxBytes).catch((error: unknown) => error),
  );
  const small = Array.from({ length: 10 }, () => read(send(text), maxBytes));
  for (const error of await Promise.all(bombs)) expect(error).toMatchObject({ status: 413 });
  expect(await Promise.all(small)).toHaveLength(10);
  clearInterval(watch);
  expect(peak - before).toBeLessThan(6 * maxBytes);
});

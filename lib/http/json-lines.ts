import { AsyncResource } from "node:async_hooks";

/** Streams items as JSON Lines, as fast as the client takes them; a client that goes away ends the
 * reading. */
export function jsonLines(items: AsyncGenerator<unknown>): Response {
  return streamText(mapItems(items), "application/x-ndjson; charset=utf-8");
}

/** Streams text pieces under a content type. They are made in the caller's asynchronous context. */
export function streamText(pieces: AsyncGenerator<string>, contentType: string): Response {
  const encoder = new TextEncoder();
  const next = AsyncResource.bind(() => pieces.next());
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers: { "Content-Type": contentType } });
}

async function* mapItems(items: AsyncGenerator<unknown>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}

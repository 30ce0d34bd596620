import { Worker } from "node:worker_threads";
import { type DatabaseAddress, databaseAddress } from "@/db/client";
import { DatabaseAwayError } from "@/lib/database-away";
import { logLine } from "@/lib/http/log-error";
import { packError, unpackError } from "@/lib/packed-error";
import type { FromThread, Outcome, ToThread } from "./messages";
import { type ReceivedTraces, type TakenTraces, takeTraces } from "./take-traces";

declare global {
  // Instrumentation and routes are bundled apart.
  var colloquyIngestThread: IngestThread | undefined;
}

/** Spans are decoded and stored in a thread of their own from here on: people who read meanwhile
 * do not wait for it. */
export function startIngestThread(address = databaseAddress(), newWorker = newIngestWorker): void {
  globalThis.colloquyIngestThread ??= new IngestThread(address, newWorker);
}

/** Larger than V8's own choice: what a request makes dies young. */
const youngGenerationMb = 96;

/** The bundler finds the program by this very form. */
function newIngestWorker(): Worker {
  return new Worker(new URL("./program.ts", import.meta.url), {
    name: "ingest",
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  });
}

/**
 * Stores what is in the body, which is given away; on disk when it resolves. Without the thread, as
 * in tests, it is done here. Throws what takeTraces() throws, and a DatabaseAwayError when the thread
 * ended meanwhile.
 */
export async function storeTraces(traces: ReceivedTraces): Promise<TakenTraces> {
  const thread = globalThis.colloquyIngestThread;
  if (!thread) return takeTraces(traces);
  const outcome = await thread.take(traces);
  // Unpacked here: the thread's object may come from another bundle, with classes of its own.
  if ("error" in outcome) throw unpackError(outcome.error);
  return outcome.taken;
}

const restartMs = 1_000;

class IngestThread {
  private readonly jobs = new Map<number, (outcome: Outcome) => void>();
  private count = 0;
  private worker: Worker | null = null;

  constructor(
    private readonly address: DatabaseAddress,
    private readonly newWorker: () => Worker,
  ) {
    this.start();
  }

  take(traces: ReceivedTraces): Promise<Outcome> {
    return new Promise((resolve) => {
      if (!this.worker) {
        resolve(threadEnded());
        return;
      }
      const job = this.count++;
      this.jobs.set(job, resolve);
      const bytes = ownMemory(traces.bytes);
      this.tell({ kind: "take", job, traces: { ...traces, bytes } }, [bytes.buffer]);
    });
  }

  private start(): void {
    const worker = this.newWorker();
    worker.on("message", (message: FromThread) => this.hear(message));
    worker.on("error", (error) => {
      console.error(`The ingest thread failed and starts again: ${logLine("POST", 503, error)}`);
    });
    worker.on("exit", () => this.restart());
    worker.unref();
    this.worker = worker;
    const { address } = this;
    this.tell({ kind: "use", place: "url" in address ? address : { name: address.name } });
  }

  private tell(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.worker?.postMessage(message, transfer);
  }

  private hear(message: FromThread): void {
    if (message.kind === "where is the database") {
      void this.answer(message.question);
      return;
    }
    this.jobs.get(message.job)?.(message.outcome);
    this.jobs.delete(message.job);
  }

  private async answer(question: number): Promise<void> {
    if ("url" in this.address) return;
    try {
      const address = await this.address.server.address();
      this.tell({ kind: "address", question, address });
    } catch (error) {
      this.tell({ kind: "no address", question, error: packError(error) });
    }
  }

  private restart(): void {
    this.worker = null;
    for (const finish of this.jobs.values()) finish(threadEnded());
    this.jobs.clear();
    setTimeout(() => this.start(), restartMs).unref();
  }
}

/** Of bytes that share their memory with others, a copy, so that it can be given away. */
function ownMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  const isOwn = buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
  return isOwn ? new Uint8Array(buffer) : Uint8Array.from(bytes);
}

function threadEnded(): Outcome {
  return { error: packError(new DatabaseAwayError("The ingest thread ended.")) };
}

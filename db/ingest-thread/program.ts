import { parentPort } from "node:worker_threads";
import { openDatabase, replaceDatabase } from "@/db/client";
import type { EmbeddedAddress } from "@/db/embedded/server";
import { ingestSlots } from "@/db/ingest-slot";
import { packError, unpackError } from "@/lib/packed-error";
import type { FromThread, Outcome, ToThread } from "./messages";
import { takeTraces } from "./take-traces";

/** What the thread runs: it decodes and stores what the app hands it. */
if (!parentPort) throw new Error("This is the program of a thread.");
const app = parentPort;
const tell = (message: FromThread) => app.postMessage(message);

/** One for each batch that is written at once, and two to look things up. */
const connections = ingestSlots + 2;

interface Asking {
  resolve(address: EmbeddedAddress): void;
  reject(error: unknown): void;
}
const asking = new Map<number, Asking>();
let questions = 0;

/** Only the app's own thread may start the embedded Postgres, and leave it. */
function askAddress(): Promise<EmbeddedAddress> {
  return new Promise((resolve, reject) => {
    const question = questions++;
    asking.set(question, { resolve, reject });
    tell({ kind: "where is the database", question });
  });
}

app.on("message", (message: ToThread) => {
  if (message.kind === "take") {
    const { job, traces } = message;
    const done = (outcome: Outcome) => tell({ kind: "done", job, outcome });
    takeTraces(traces).then(
      (taken) => done({ taken }),
      (error: unknown) => done({ error: packError(error) }),
    );
  } else if (message.kind === "use") {
    const { place } = message;
    const server = { address: askAddress, leave: () => {} };
    replaceDatabase(openDatabase("url" in place ? place : { ...place, server }, connections));
  } else {
    const asked = asking.get(message.question);
    asking.delete(message.question);
    if (message.kind === "address") asked?.resolve(message.address);
    else asked?.reject(unpackError(message.error));
  }
});

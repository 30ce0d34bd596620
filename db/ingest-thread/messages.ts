import type { EmbeddedAddress } from "@/db/embedded/server";
import type { PackedError } from "@/lib/packed-error";
import type { ReceivedTraces, TakenTraces } from "./take-traces";

export type ToThread =
  /** A URL, or the name of a database of the embedded server. Comes first. */
  | { kind: "use"; place: { url: string } | { name: string } }
  | { kind: "take"; job: number; traces: ReceivedTraces }
  | { kind: "address"; question: number; address: EmbeddedAddress }
  | { kind: "no address"; question: number; error: PackedError };

export type FromThread =
  | { kind: "done"; job: number; outcome: Outcome }
  | { kind: "where is the database"; question: number };

export type Outcome = { taken: TakenTraces } | { error: PackedError };

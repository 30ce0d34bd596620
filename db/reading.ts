import { functionsVersion } from "@/db/define-functions";
import { isDatabaseAway } from "@/lib/database-away";
import { settings } from "@/lib/settings";
import { type Database, openDatabase, primaryDatabase, readFrom } from "./client";
import { hasReached } from "./log-position";
import { within } from "./within";

/** Why reads go to the primary, or that they need not. */
export type ReplicaState = "in use" | "away" | "behind" | "of another version";

interface Look {
  state: ReplicaState;
  /** How far the replica has come in the primary's log. */
  position: string | null;
}

interface Replica {
  database: Database;
  lookedAt: number;
  look: Promise<Look>;
  /** Said last. */
  state: ReplicaState;
  /** Where the primary stood when, until the replica has come there. */
  mark: { position: string; at: number } | null;
}

declare global {
  var colloquyReplica: Replica | null | undefined;
}

const lookEveryMs = 1_000;
const longestLookMs = 2_000;
/** A replica further behind than this is as good as away. */
const longestLagMs = 30_000;

/**
 * Runs what only reads on the replica of DATABASE_READ_URL; on the primary when there is none, when
 * it is away or too far behind, and when it has not come to `seen` yet: where the log stood after
 * what this reader wrote (`writtenUpTo`). What fails because the replica goes is run once more.
 */
export async function reading<T>(seen: string | null, work: () => Promise<T>): Promise<T> {
  const replica = knownReplica();
  if (!replica || !(await isUsable(replica, seen))) return work();
  try {
    return await readFrom(replica.database, work);
  } catch (error) {
    if (!isReplicasFault(error)) throw error;
    settle(replica, { state: "away", position: null });
    return work();
  }
}

/** Where the primary's log stands; null without a replica. */
export async function writtenUpTo(): Promise<string | null> {
  return knownReplica() ? readPosition(primaryDatabase()) : null;
}

/** Null without a replica. */
export async function replicaState(): Promise<ReplicaState | null> {
  const replica = knownReplica();
  return replica && (await lookAt(replica)).state;
}

/** Makes reading() go there: for tests. Null: there is none. */
export function replaceReplica(other: Database | null): void {
  globalThis.colloquyReplica = other && newReplica(other);
}

function knownReplica(): Replica | null {
  if (globalThis.colloquyReplica !== undefined) return globalThis.colloquyReplica;
  const { databaseReadUrl } = settings();
  globalThis.colloquyReplica =
    databaseReadUrl === null ? null : newReplica(openDatabase({ url: databaseReadUrl }));
  return globalThis.colloquyReplica;
}

function newReplica(its: Database): Replica {
  const look = Promise.resolve<Look>({ state: "away", position: null });
  return { database: its, lookedAt: Number.NEGATIVE_INFINITY, look, state: "in use", mark: null };
}

async function isUsable(replica: Replica, seen: string | null): Promise<boolean> {
  let look = await lookAt(replica);
  if (look.state !== "in use" || seen === null) return look.state === "in use";
  if (!hasReached(look.position, seen)) look = await lookAt(replica, 0);
  return look.state === "in use" && hasReached(look.position, seen);
}

function lookAt(replica: Replica, everyMs = lookEveryMs): Promise<Look> {
  if (Date.now() - replica.lookedAt >= everyMs) {
    replica.lookedAt = Date.now();
    replica.look = lookAfresh(replica).then((look) => settle(replica, look));
  }
  return replica.look;
}

async function lookAfresh(replica: Replica): Promise<Look> {
  const { sql } = replica.database;
  try {
    const asked = sql<{ version: string | null; position: string }[]>`
      select obj_description(to_regnamespace('code'), 'pg_namespace') as version,
        (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text as position`;
    const [row] = await within(longestLookMs, asked, "The replica does not answer.");
    const position = row?.position ?? null;
    if (row?.version !== functionsVersion()) return { state: "of another version", position };
    return { state: (await isFarBehind(replica, position)) ? "behind" : "in use", position };
  } catch (error) {
    if (isReplicasFault(error)) return { state: "away", position: null };
    throw error;
  }
}

/** Whether what the primary had written long ago is still not there. A primary that is away writes
 * nothing, and its replica may be read. */
async function isFarBehind(replica: Replica, position: string | null): Promise<boolean> {
  if (replica.mark && hasReached(position, replica.mark.position)) replica.mark = null;
  if (replica.mark) return Date.now() - replica.mark.at > longestLagMs;
  try {
    const asked = readPosition(primaryDatabase());
    const written = await within(longestLookMs, asked, "The primary does not answer.");
    if (!hasReached(position, written)) replica.mark = { position: written, at: Date.now() };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
  }
  return false;
}

async function readPosition({ sql }: Database): Promise<string> {
  const [row] = await sql<{ position: string }[]>`select pg_current_wal_lsn()::text as position`;
  if (!row) throw new Error("The database does not say where its log stands.");
  return row.position;
}

function settle(replica: Replica, look: Look): Look {
  if (look.state !== replica.state) {
    replica.state = look.state;
    console.error(
      look.state === "in use"
        ? "The read replica is in use again."
        : `The read replica is ${look.state}: reading from DATABASE_URL.`,
    );
  }
  if (look.state === "away") {
    replica.look = Promise.resolve(look);
    replica.lookedAt = Date.now();
  }
  return look;
}

/** A statement that takes too long would take as long on the primary. */
function isReplicasFault(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    const code = "code" in at ? at.code : undefined;
    if (code === "57014") return false;
    // Cancelled for the sake of what the replica has to replay.
    if (code === "40001" || code === "40P01") return true;
  }
  return isDatabaseAway(error);
}

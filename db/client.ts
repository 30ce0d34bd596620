import { AsyncLocalStorage } from "node:async_hooks";
import net from "node:net";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type EmbeddedServer, embeddedServer } from "@/db/embedded/server";
import { quietErrors } from "@/db/quiet-errors";
import { settings } from "@/lib/settings";

export type Database = ReturnType<typeof openDatabase>;

/** Where a database is: a URL, or a database of an embedded server. */
export type DatabaseAddress = { url: string } | { server: EmbeddedServer; name: string };

interface ParsedAddress {
  host: string[];
  port: number[];
  path: string | false;
}

declare global {
  // Instrumentation and routes are bundled apart, so a module variable would be one per bundle.
  var colloquyDatabase: Database | undefined;
  var colloquyReads: AsyncLocalStorage<Database> | undefined;
}

export const poolSize = 10;

/**
 * The process's one pool; within readFrom(), that of the replica. Drizzle turns off the driver's
 * own parsing of times and its serialising of JSON: in raw `sql`, times come as strings (UTC) and
 * JSON is passed as text. int8 is a number. Use no `sql.begin`: postgres.js cannot survive a crash of Postgres in it.
 */
export function database(): Database {
  return globalThis.colloquyReads?.getStore() ?? primaryDatabase();
}

export function primaryDatabase(): Database {
  globalThis.colloquyDatabase ??= openDatabase(databaseAddress());
  return globalThis.colloquyDatabase;
}

/** Lets `database()` answer with another one, in this work alone. */
export function readFrom<T>(other: Database, work: () => T): T {
  globalThis.colloquyReads ??= new AsyncLocalStorage();
  return globalThis.colloquyReads.run(other, work);
}

/** Makes `database()` answer with this one: in tests and other threads. */
export function replaceDatabase(other: Database): void {
  globalThis.colloquyDatabase = other;
}

export async function closeDatabase(): Promise<void> {
  const open = globalThis.colloquyDatabase;
  globalThis.colloquyDatabase = undefined;
  await open?.sql.end({ timeout: 5 });
}

export function databaseAddress(): DatabaseAddress {
  const { databaseUrl, dataDir } = settings();
  return databaseUrl === null
    ? { server: embeddedServer(dataDir), name: "colloquy" }
    : { url: databaseUrl };
}

export function openDatabase(
  address: DatabaseAddress,
  max = poolSize,
  statementTimeoutMs = 30_000,
) {
  quietErrors();
  const sql = openClient(address, max, statementTimeoutMs);
  return { sql, db: drizzle(sql) };
}

function openClient(address: DatabaseAddress, max: number, statementTimeoutMs: number) {
  const shared = {
    max,
    connect_timeout: 5,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: {
      application_name: "colloquy",
      statement_timeout: statementTimeoutMs,
      TimeZone: "UTC",
      search_path: '"$user", public, code',
      jit: false,
      // In kB. New words wait in a list that is merged into the index at once: the longer, the cheaper.
      gin_pending_list_limit: 16_384,
    },
    types: {
      bigint: {
        to: 20,
        from: [20],
        parse: (text: string) => Number(text),
        serialize: (value: number) => String(value),
      },
    },
  };
  if ("url" in address) {
    return postgres(address.url, Object.assign(shared, { socket: tcpSockets() }));
  }
  const { server, name } = address;
  return postgres(
    Object.assign(shared, {
      host: "localhost",
      user: "colloquy",
      database: name,
      ssl: false,
      password: async () => (await server.address()).password,
      socket: () => embeddedSocket(server),
    }),
  );
}

/** postgres.js never turns Nagle's algorithm off, and COPY then waits 40 ms a batch. */
function tcpSockets() {
  let attempt = 0;
  return ({ host, port, path }: ParsedAddress): net.Socket => {
    if (path) return net.connect({ path });
    const turn = attempt++ % host.length;
    const target = { host: host[turn] ?? "localhost", port: port[turn] ?? 5432 };
    // TLS reads the name to verify from the socket.
    return Object.assign(net.connect({ ...target, noDelay: true }), target);
  };
}

/** Never rejects: postgres.js would lose the connection's place in the pool for good. */
async function embeddedSocket(server: EmbeddedServer): Promise<net.Socket> {
  try {
    return net.connect({ path: (await server.address()).socketPath });
  } catch (error) {
    const socket = new net.Socket();
    setImmediate(() => socket.destroy(error instanceof Error ? error : new Error(String(error))));
    return socket;
  }
}

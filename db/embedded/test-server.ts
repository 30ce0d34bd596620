import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { type DatabaseAddress, openDatabase } from "@/db/client";
import { type EmbeddedAddress, embeddedServer } from "@/db/embedded/server";
import { migrateDatabase } from "@/db/migrate";

/** What a test file needs to make a database of its own out of the migrated template. */
export interface TestServer {
  place: EmbeddedAddress | { url: string };
  template: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

/** Vitest's global set-up of database tests: one server and one migrated template a run. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const template = `colloquy_test_${process.pid}`;
  const url = process.env.TEST_DATABASE_URL;
  const { place, stop } = url ? { place: { url }, stop: () => {} } : await startServer();
  const admin = openDatabase(testAddress(place, null), 1);
  await admin.sql`create database ${admin.sql(template)}`;
  await migrateDatabase(testAddress(place, template));
  provide("testServer", { place, template });
  return async () => {
    await admin.sql`drop database ${admin.sql(template)}`;
    await admin.sql.end();
    stop();
  };
}

/** Null names the database that the server came with. */
export function testAddress(place: TestServer["place"], name: string | null): DatabaseAddress {
  if (!("url" in place)) {
    const server = { address: async () => place, leave: () => {} };
    return { server, name: name ?? "colloquy" };
  }
  const url = new URL(place.url);
  if (name !== null) url.pathname = `/${name}`;
  return { url: url.href };
}

async function startServer() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "colloquy-test-"));
  const server = embeddedServer(dataDir, { fsync: "off", full_page_writes: "off" });
  const place = await server.address(60_000);
  const superuser = postgres({
    path: place.socketPath,
    user: "postgres",
    password: place.password,
    max: 1,
  });
  await superuser`alter role colloquy createdb`;
  await superuser.end();
  const stop = () => {
    server.leave();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  return { place, stop };
}

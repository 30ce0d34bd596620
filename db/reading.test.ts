import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { database, openDatabase, replaceDatabase } from "./client";
import { reading, replaceReplica, replicaState, writtenUpTo } from "./reading";
import { startReplicatedDatabase } from "./testing/streaming-replica";

const both = await startReplicatedDatabase();
replaceDatabase(both.primary);
replaceReplica(both.replica);
afterAll(() => both.stop());

const said = vi.spyOn(console, "error").mockImplementation(() => {});
afterEach(() => said.mockClear());

async function addProject(name: string): Promise<void> {
  await both.primary.sql`insert into projects (name, created_at) values (${name}, now())`;
}

async function hasProject(name: string): Promise<boolean> {
  const rows = await database().sql`select 1 from projects where name = ${name}`;
  return rows.length === 1;
}

/** "primary" or "replica". */
async function whoAnswers(): Promise<string> {
  const [row] = await database().sql<{ who: string }[]>`
    select case when pg_is_in_recovery() then 'replica' else 'primary' end as who`;
  return row?.who ?? "";
}

test("what only reads goes to the replica, all else to the primary", async () => {
  await vi.waitFor(async () => expect(await replicaState()).toBe("in use"), 10_000);
  expect(await whoAnswers()).toBe("primary");
  expect(await reading(null, whoAnswers)).toBe("replica");
  expect(await reading(null, () => Promise.all([whoAnswers(), whoAnswers()]))).toEqual([
    "replica",
    "replica",
  ]);
  expect(await whoAnswers()).toBe("primary");
});

test("a reader finds what it wrote, from the primary until the replica has it", async () => {
  await both.pause();
  await addProject("just written");
  const seen = await writtenUpTo();
  expect(seen).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
  expect(await reading(null, () => hasProject("just written"))).toBe(false);
  expect(await reading(seen, () => hasProject("just written"))).toBe(true);
  expect(await reading(seen, whoAnswers)).toBe("primary");
  await both.resume();
  await vi.waitFor(async () => expect(await reading(seen, whoAnswers)).toBe("replica"), 10_000);
  expect(await reading(seen, () => hasProject("just written"))).toBe(true);
});

test("what no log position says is read from the primary", async () => {
  expect(await reading("'; drop table projects", whoAnswers)).toBe("primary");
});

test("nothing can be written through a read", async () => {
  const write = vi.fn(async () => {
    const { sql } = database();
    const [row] = await sql`select pg_is_in_recovery() as on_replica`;
    if (row?.on_replica) await sql`insert into projects (name, created_at) values ('x', now())`;
    return "written nowhere";
  });
  expect(await reading(null, write)).toBe("written nowhere");
  expect(write).toHaveBeenCalledTimes(2);
  expect(said).toHaveBeenCalledOnce();
  await sleep(1_100);
  expect(await reading(null, whoAnswers)).toBe("replica");
});

test("a mistake in a read is not the replica's", async () => {
  const fail = vi.fn(() => database().sql`select 1 / 0`.execute());
  await expect(reading(null, fail)).rejects.toMatchObject({ code: "22012" });
  expect(fail).toHaveBeenCalledOnce();
  expect(await reading(null, whoAnswers)).toBe("replica");
});

test("reads go to the primary while the replica is away, which is said once each way", async () => {
  expect(await reading(null, whoAnswers)).toBe("replica");
  both.cutReplica();
  await vi.waitFor(async () => expect(await replicaState()).toBe("away"), 10_000);
  for (let index = 0; index < 20; index += 1) {
    expect(await reading(null, whoAnswers)).toBe("primary");
  }
  await both.restoreReplica();
  await vi.waitFor(async () => expect(await reading(null, whoAnswers)).toBe("replica"), 10_000);
  expect(said.mock.calls).toEqual([
    ["The read replica is away: reading from DATABASE_URL."],
    ["The read replica is in use again."],
  ]);
});

test("a replica that stays half a minute behind is not read", async () => {
  await both.pause();
  await addProject("stuck");
  const clock = vi.spyOn(Date, "now");
  const start = performance.timeOrigin + performance.now();
  const at = (ms: number) => clock.mockReturnValue(Math.round(start + ms));
  at(2_000);
  expect(await reading(null, whoAnswers)).toBe("replica");
  at(31_000);
  expect(await reading(null, whoAnswers)).toBe("replica");
  at(33_000);
  expect(await reading(null, whoAnswers)).toBe("primary");
  expect(said.mock.calls).toEqual([["The read replica is behind: reading from DATABASE_URL."]]);
  await both.resume();
  await vi.waitFor(async () => {
    at(35_000 + performance.now());
    expect(await reading(null, whoAnswers)).toBe("replica");
  }, 10_000);
  clock.mockRestore();
  replaceReplica(both.replica);
});

test("a replica that does not have this version's functions yet is not read", async () => {
  const comment = (text: string) =>
    both.primary.sql.unsafe(`comment on schema code is '${text}'`).simple();
  const [now] = await both.primary.sql<{ version: string }[]>`
    select obj_description(to_regnamespace('code'), 'pg_namespace') as version`;
  await comment("another");
  await vi.waitFor(async () => expect(await replicaState()).toBe("of another version"), 10_000);
  expect(await reading(null, whoAnswers)).toBe("primary");
  await comment(now?.version ?? "");
  await vi.waitFor(async () => expect(await replicaState()).toBe("in use"), 10_000);
});

test("while the primary is away, what only reads is still answered", async () => {
  const away = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" }, 1);
  replaceDatabase(away);
  replaceReplica(both.replica);
  expect(await reading(null, whoAnswers)).toBe("replica");
  expect(await reading("0/1", whoAnswers)).toBe("replica");
  replaceDatabase(both.primary);
  await away.sql.end({ timeout: 0 });
});

test("without a replica everything is the primary's", async () => {
  replaceReplica(null);
  expect(await writtenUpTo()).toBeNull();
  expect(await replicaState()).toBeNull();
  expect(await reading(null, whoAnswers)).toBe("primary");
});

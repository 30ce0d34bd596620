import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, inject, test } from "vitest";
import { openDatabase } from "./client";
import { startTestDatabase } from "./embedded/test-database";
import { testAddress } from "./embedded/test-server";
import { foldSessionChanges } from "./fold-session-changes";
import { runAlone } from "./run-alone";
import type { Round, Task } from "./testing/busy-process";
import { verifyDatabase } from "./verify";

const { sql } = await startTestDatabase();
const program = fileURLToPath(new URL("testing/busy-process.ts", import.meta.url));
const { place } = inject("testServer");
const [{ name } = { name: "" }] = await sql<{ name: string }[]>`select current_database() as name`;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function startProcess(task: Partial<Task>): Promise<ChildProcess> {
  const child = fork(program, [JSON.stringify({ place, name, ...task })], {
    execArgv: ["--import", "tsx"],
  });
  children.push(child);
  await once(child, "message");
  return child;
}

async function answerOf(child: ChildProcess): Promise<{ rounds?: Round[]; error?: string }> {
  child.send("go");
  const died = once(child, "exit").then(() => [{ error: "The process died." }]);
  const [answer] = await Promise.race([once(child, "message"), died]);
  return answer;
}

test.each([1, 2])(
  "two processes store the same sessions, and each job runs in one of them (seed %i)",
  async (seed) => {
    const project = `shared-${seed}`;
    const twins = await Promise.all(
      [1, 2].map((order) => startProcess({ seed, order: seed * 10 + order, project })),
    );
    const [first, second] = await Promise.all(twins.map(answerOf));
    expect(first?.error).toBeUndefined();
    expect(second?.error).toBeUndefined();
    for (const mine of first?.rounds ?? []) {
      for (const its of second?.rounds ?? []) {
        if (mine.job !== its.job) continue;
        expect(mine.to <= its.from || its.to <= mine.from, JSON.stringify([mine, its])).toBe(true);
      }
    }
    for (const twin of [first, second]) expect(twin?.rounds?.length).toBeGreaterThan(3);

    expect((await verifyDatabase()).differences).toEqual([]);
    await foldSessionChanges();
    const { differences, sessions } = await verifyDatabase();
    expect(differences).toEqual([]);
    expect(sessions).toBeGreaterThan(30);
  },
  60_000,
);

test("another takes over when a process dies in the middle of a job", async () => {
  const locks = openDatabase(testAddress(place, name), 1);
  const child = await startProcess({ hangs: true });
  child.send("go");
  expect(await once(child, "message")).toEqual(["locked", undefined]);
  expect(await runAlone(9, async () => "mine", locks)).toBeNull();
  expect(await runAlone(8, async () => "another", locks)).toBe("another");
  child.kill("SIGKILL");
  await expect.poll(() => runAlone(9, async () => "mine", locks), { timeout: 5_000 }).toBe("mine");
  await locks.sql.end();
});

test("a round that fails lets the next one in", async () => {
  const locks = openDatabase(testAddress(place, name), 1);
  const others = openDatabase(testAddress(place, name), 1);
  const failing = runAlone(9, () => Promise.reject(new Error("broken")), locks);
  await expect(failing).rejects.toThrow("broken");
  expect(await runAlone(9, async () => "next", others)).toBe("next");
  await Promise.all([locks.sql.end(), others.sql.end()]);
});

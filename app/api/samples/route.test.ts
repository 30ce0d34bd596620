import { expect, test } from "vitest";
import { startTestDatabase } from "@/db/embedded/test-database";
import { listProjects } from "@/db/list-projects";
import { listSessions } from "@/db/list-sessions";
import { getUser, listUsers } from "@/db/list-users";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";
import { parseSessionQuery } from "@/lib/sessions/parse-session-query";
import { parseUserQuery } from "@/lib/users/parse-user-query";
import { POST } from "./route";

await startTestDatabase();

async function press(): Promise<unknown> {
  const request = new Request("http://localhost:3000/api/samples", {
    method: "POST",
    headers: { host: "localhost:3000" },
  });
  const answer = await POST(request, {});
  expect(answer.status).toBe(200);
  return answer.json();
}

async function readAll() {
  const project = (await listProjects()).find(({ name }) => name === SAMPLE_PROJECT);
  if (!project) throw new Error("no project");
  const { query } = parseSessionQuery(new URLSearchParams("limit=200&sort=startedAt&dir=asc"));
  const first = await listSessions(project.id, query);
  const second = await listSessions(project.id, { ...query, cursor: first.nextCursor });
  const users = await listUsers(project.id, parseUserQuery(new URLSearchParams("limit=200")).query);
  return { projectId: project.id, sessions: [...first.rows, ...second.rows], users };
}

test("loads about 300 sessions, and pressing twice changes nothing", {
  timeout: 90_000,
}, async () => {
  const [loaded, sameLoad] = await Promise.all([press(), press()]);
  expect(sameLoad).toEqual(loaded);
  const before = await readAll();
  expect(loaded).toMatchObject({ project: SAMPLE_PROJECT, sessions: before.sessions.length });
  expect(before.sessions.length).toBeGreaterThan(270);

  expect(await press()).toEqual(loaded);
  expect(await readAll()).toEqual(before);

  const unknown = before.sessions.filter(({ tokensPartial }) => tokensPartial);
  const failed = before.sessions.filter(({ errors }) => errors > 0);
  const unanswered = before.sessions.filter(({ lastOutput }) => lastOutput === null);
  expect(unknown.length).toBeGreaterThan(10);
  expect(failed.length).toBeGreaterThan(30);
  expect(unanswered.length).toBeGreaterThan(0);
  expect(Math.max(...before.sessions.map(({ turns }) => turns))).toBeGreaterThanOrEqual(60);

  const busiest = before.users.rows.toSorted((a, b) => b.sessions - a.sessions)[0];
  const own = before.sessions.filter(({ userId }) => userId === busiest?.userId);
  expect(busiest?.sessions).toBe(own.length);
  expect(busiest?.turns).toBe(own.reduce((sum, { turns }) => sum + turns, 0));
  expect(await getUser(before.projectId, busiest?.userId ?? "")).toEqual(busiest);
});

import { and, asc, eq, inArray } from "drizzle-orm";
import { database } from "./client";
import { projects, sessionTexts } from "./schema";

export interface FoundSession {
  sessionKey: string;
  sessionId: string;
  projectName: string;
}

/** The sessions of these ids, in all projects or in one. */
export async function findSessionsById(
  sessionIds: string[],
  projectId: number | null,
): Promise<FoundSession[]> {
  return select(
    and(
      inArray(sessionTexts.sessionId, sessionIds),
      projectId === null ? undefined : eq(sessionTexts.projectId, projectId),
    ),
  );
}

/** Those of these keys that exist; keys are uuids. */
export async function findSessionsByKey(sessionKeys: string[]): Promise<FoundSession[]> {
  return select(inArray(sessionTexts.sessionKey, sessionKeys));
}

function select(where: ReturnType<typeof and>): Promise<FoundSession[]> {
  return database()
    .db.select({
      sessionKey: sessionTexts.sessionKey,
      sessionId: sessionTexts.sessionId,
      projectName: projects.name,
    })
    .from(sessionTexts)
    .innerJoin(projects, eq(projects.id, sessionTexts.projectId))
    .where(where)
    .orderBy(asc(projects.name), asc(sessionTexts.sessionId));
}

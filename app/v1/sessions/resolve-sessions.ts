import { type FoundSession, findSessionsById, findSessionsByKey } from "@/db/find-sessions";
import { ApiError } from "@/lib/http/api-error";
import { storedId } from "@/lib/openinference/stored-id";
import { readGlobalId } from "@/lib/phoenix/global-id";
import { findNamedProjectId } from "../named-project";

/** The keys of the sessions that exist among these ids, which are ours or the application's. A 409
 * names the projects of one that exists in several, when the request names none. */
export async function resolveSessions(request: Request, identifiers: string[]): Promise<string[]> {
  const projectId = await findNamedProjectId(request);
  const keys: string[] = [];
  const sessionIds: string[] = [];
  for (const identifier of identifiers) {
    const key = readGlobalId("ProjectSession", identifier);
    if (key !== null && uuid.test(key)) keys.push(key);
    else sessionIds.push(storedId(identifier));
  }
  const [byKey, byId] = await Promise.all([
    keys.length === 0 ? [] : findSessionsByKey(keys),
    sessionIds.length === 0 ? [] : findSessionsById(sessionIds, projectId),
  ]);
  refuseAmbiguous(byId);
  return [...byKey, ...byId].map(({ sessionKey }) => sessionKey);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function refuseAmbiguous(found: FoundSession[]): void {
  for (const { sessionId: id } of found) {
    const places = found.filter(({ sessionId }) => sessionId === id);
    if (places.length === 1) continue;
    const projects = places.map(({ projectName }) => projectName);
    throw new ApiError(
      409,
      "ambiguous_session",
      `${id} exists in several projects: ${projects.join(", ")}. Name one in the header x-project-name or as ?project=.`,
      [{ id, projects }],
    );
  }
}

export function sessionNotFound(): ApiError {
  return new ApiError(404, "session_not_found", "There is no session of that id.");
}

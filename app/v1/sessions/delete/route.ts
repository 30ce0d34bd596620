import { z } from "zod";
import { deleteSessions } from "@/db/delete-sessions";
import { readJson } from "@/lib/http/read-json";
import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { invalidParameter } from "@/lib/phoenix/read-page";
import { resolveSessions } from "../resolve-sessions";

const maxSessions = 1_000;
const bounds = { maxBytes: 4 * 1024 * 1024, maxDepth: 5, maxValues: 2 * maxSessions };
const schema = z.object({ session_identifiers: z.array(z.string()).min(1).max(maxSessions) });

/** Ids that are not known are skipped, as in Phoenix. */
export const POST = phoenixRoute(async (request) => {
  const parsed = schema.safeParse(await readJson(request, bounds));
  if (!parsed.success) {
    throw invalidParameter("session_identifiers", `must be a list of 1 to ${maxSessions} ids`);
  }
  await deleteSessions(await resolveSessions(request, parsed.data.session_identifiers));
  return new Response(null, { status: 204 });
});

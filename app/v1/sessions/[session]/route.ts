import { deleteSessions } from "@/db/delete-sessions";
import { readSessionOutlines } from "@/db/outline-sessions";
import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { toSessionData } from "@/lib/phoenix/session-data";
import { resolveSessions, sessionNotFound } from "../resolve-sessions";

interface SessionContext {
  params: Promise<{ session: string }>;
}

export const GET = phoenixRoute(async (request, { params }: SessionContext) => {
  const keys = await resolveSessions(request, [(await params).session]);
  const [session] = await readSessionOutlines(keys);
  if (!session) throw sessionNotFound();
  return Response.json({ data: toSessionData(session) });
});

export const DELETE = phoenixRoute(async (request, { params }: SessionContext) => {
  const keys = await resolveSessions(request, [(await params).session]);
  if (keys.length === 0) throw sessionNotFound();
  await deleteSessions(keys);
  return new Response(null, { status: 204 });
});

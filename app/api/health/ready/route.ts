import { isReady } from "@/db/readiness";
import { replicaState } from "@/db/reading";
import { overloaded } from "@/lib/http/api-error";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

/** 200 when requests can be served: the database answers and holds this version's schema. What
 * its replica is at is said, and does not count: the primary serves in its place. */
export const GET = route(async () => {
  if (!(await isReady())) {
    throw overloaded("database_away", "The database is away. Try again in a moment.");
  }
  const readReplica = await replicaState();
  return Response.json(
    readReplica === null ? { status: "ready" } : { status: "ready", readReplica },
  );
});

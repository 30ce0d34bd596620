import { isReady } from "@/db/readiness";
import { overloaded } from "@/lib/http/api-error";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

/** 200 when requests can be served: the database answers and holds this version's schema. */
export const GET = route(async () => {
  if (await isReady()) return Response.json({ status: "ready" });
  throw overloaded("database_away", "The database is away. Try again in a moment.");
});

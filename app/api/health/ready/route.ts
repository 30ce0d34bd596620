import { isReady } from "@/db/readiness";

export const dynamic = "force-dynamic";

/** 200 when requests can be served: the database answers and holds this version's schema. */
export async function GET(): Promise<Response> {
  if (await isReady()) {
    return Response.json({ status: "ready" }, { headers: { "Cache-Control": "no-store" } });
  }
  const error = { code: "database_away", message: "The database is away. Try again in a moment." };
  return Response.json(
    { error },
    { status: 503, headers: { "Cache-Control": "no-store", "Retry-After": "1" } },
  );
}

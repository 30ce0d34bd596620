export const dynamic = "force-dynamic";

/** Answers as long as the process does, to whom it may concern: no database, no secret. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "Cache-Control": "no-store" } });
}

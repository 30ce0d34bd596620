export const dynamic = "force-dynamic";

/** Answers as long as the process does; never touches the database. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "Cache-Control": "no-store" } });
}

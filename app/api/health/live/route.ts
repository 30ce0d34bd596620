import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

/** Answers as long as the process does; never touches the database. */
export const GET = route(() => Response.json({ status: "live" }));

import { listProjects } from "@/db/list-projects";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => Response.json({ projects: await listProjects() }));

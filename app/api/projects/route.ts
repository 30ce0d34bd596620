import { readRoute } from "@/app/read-route";
import { listProjects } from "@/db/list-projects";

export const dynamic = "force-dynamic";

export const GET = readRoute(async () => Response.json({ projects: await listProjects() }));

import { redirect } from "next/navigation";
import { listProjects } from "@/db/list-projects";
import { sessionsPath } from "@/lib/paths";

/** To the sessions of the most recently active project. */
export default async function StartPage() {
  const [project] = await listProjects();
  redirect(project ? sessionsPath(project.name) : "/welcome");
}

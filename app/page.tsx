import { redirect } from "next/navigation";
import { readPage } from "@/app/read-page";
import { listProjects } from "@/db/list-projects";
import { sessionsPath } from "@/lib/paths";

/** To the sessions of the most recently active project. */
export default async function StartPage() {
  const [project] = await readPage(listProjects);
  redirect(project ? sessionsPath(project.name) : "/welcome");
}

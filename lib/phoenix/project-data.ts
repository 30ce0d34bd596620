import { writeGlobalId } from "./global-id";

/** As Phoenix writes it. */
export function toProjectData({ id, name }: { id: number; name: string }) {
  return { id: writeGlobalId("Project", id), name, description: null };
}

import { cache } from "react";
import { findProject, type Project } from "@/db/projects";
import { decodePageSegment } from "@/lib/paths";
import { readPage } from "./read-page";

/** The project that a page's address names; layout, page and title ask once. */
export const findPageProject = cache(async (segment: string): Promise<Project | null> => {
  const name = decodePageSegment(segment);
  return name === null ? null : readPage(() => findProject(name));
});

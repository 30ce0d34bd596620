"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";

export interface ProjectSummary {
  id: number;
  name: string;
  sessions: number;
  lastActivityAt: string | null;
}

export function useProjects(enabled: boolean) {
  return useQuery({
    queryKey: ["projects"],
    queryFn: ({ signal }) =>
      getJson<{ projects: ProjectSummary[] }>("/api/projects", signal).then(
        ({ projects }) => projects,
      ),
    enabled,
  });
}

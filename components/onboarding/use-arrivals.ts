"use client";

import { useQuery } from "@tanstack/react-query";
import type { ProjectSummary } from "@/components/shell/use-projects";
import { getJson } from "@/lib/get-json";

/** All projects, asked for each second while the page is visible. */
export function useArrivals() {
  return useQuery({
    queryKey: ["projects"],
    queryFn: ({ signal }) =>
      getJson<{ projects: ProjectSummary[] }>("/api/projects", signal).then(
        ({ projects }) => projects,
      ),
    refetchInterval: 1000,
    refetchIntervalInBackground: false,
    retry: false,
  });
}

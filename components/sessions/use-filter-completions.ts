"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { type Completion, completeToken } from "@/lib/sessions/filter-completion";
import { matchingUsers, type ProjectNames, sessionFacets } from "./session-requests";

interface FilterCompletionsOptions {
  project: string;
  names: ProjectNames;
  filterSearch: string;
  /** What is being typed, up to the caret. */
  token: string;
  enabled: boolean;
}

export function useFilterCompletions({
  project,
  names,
  filterSearch,
  token,
  enabled,
}: FilterCompletionsOptions): Completion[] {
  const user = /^-?user:"?([^"]*)/i.exec(useDeferredValue(token))?.[1];
  const facets = useQuery({
    ...sessionFacets(project, filterSearch),
    enabled: enabled && /^-?(model|tag|outcome):/i.test(token),
  });
  const users = useQuery({
    ...matchingUsers(project, user ?? ""),
    enabled: enabled && user !== undefined,
  });
  if (!enabled) return [];
  return completeToken(token, {
    ...names,
    facets: facets.data,
    users: users.data?.rows.map(({ userId }) => userId) ?? [],
  });
}

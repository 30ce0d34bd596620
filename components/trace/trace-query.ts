import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { StoredSpan, TraceDetail } from "@/lib/trace/stored-span";

const RUNNING_MS = 2_000;

export function traceKey(project: string, traceId: string) {
  return ["trace", project, traceId] as const;
}

/** A trace; while spans of it are running it is read again every two seconds. */
export function traceQuery(project: string, traceId: string) {
  return queryOptions({
    queryKey: traceKey(project, traceId),
    queryFn: ({ signal }) => getJson<TraceDetail>(apiPath(project, ["traces", traceId]), signal),
    refetchInterval: ({ state: { data } }) =>
      data?.spans.some(({ endedAt }) => endedAt === null) ? RUNNING_MS : false,
  });
}

/** Everything one span carried. `isRunning`: it may come to carry more. */
export function spanQuery(project: string, traceId: string, spanId: string, isRunning: boolean) {
  return queryOptions({
    queryKey: ["span", project, traceId, spanId],
    queryFn: ({ signal }) =>
      getJson<StoredSpan>(apiPath(project, ["traces", traceId, "spans", spanId]), signal),
    refetchInterval: isRunning ? RUNNING_MS : false,
  });
}

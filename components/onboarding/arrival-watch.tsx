"use client";

import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ProjectSummary } from "@/components/shell/use-projects";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { sessionsPath } from "@/lib/paths";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";
import { useArrivals } from "./use-arrivals";

/** Waits for a first session: of the project, whose page is then shown anew, or of any project. */
export function ArrivalWatch({ project }: { project: string | null }) {
  const { data, isError } = useArrivals();
  const before = useBefore(data);
  const arrived = before && findArrived(data ?? [], before, project);
  const isFirst = project !== null || before === null || [...before.values()].every(isZero);
  const router = useRouter();
  const isOwn = arrived && arrived === project;

  useEffect(() => {
    if (isOwn) router.refresh();
  }, [isOwn, router]);

  return (
    <div
      role="status"
      className={classNames("flex min-h-9 items-center gap-3", arrived && "flex-wrap")}
    >
      {!arrived ? (
        <>
          <span aria-hidden className="size-2 shrink-0 animate-shimmer rounded-full bg-accent" />
          <span className="text-muted">
            {isError
              ? "The server does not answer. Trying again…"
              : `Waiting for ${isFirst ? "the first" : "another"} session. It shows up here within a second.`}
          </span>
        </>
      ) : (
        <>
          <Check size={16} className="text-positive" aria-hidden />
          <span>
            {isFirst ? "First session" : "Session"} received in{" "}
            <strong className="break-all">{arrived}</strong>
          </span>
          <Button asChild variant="primary">
            <Link href={sessionsPath(arrived)}>
              Open
              <ArrowRight size={14} aria-hidden />
            </Link>
          </Button>
        </>
      )}
    </div>
  );
}

/** How many sessions each project had when this page was opened; null: not known yet. */
function useBefore(projects: ProjectSummary[] | undefined): Map<string, number> | null {
  const [before, setBefore] = useState<Map<string, number> | null>(null);
  if (before === null && projects) {
    setBefore(new Map(projects.map(({ name, sessions }) => [name, sessions])));
  }
  return before;
}

function findArrived(
  projects: ProjectSummary[],
  before: Map<string, number>,
  own: string | null,
): string | null {
  const arrived = projects.find(({ name, sessions }) => {
    if (own !== null) return name === own && sessions > 0;
    return name !== SAMPLE_PROJECT && sessions > (before.get(name) ?? 0);
  });
  return arrived?.name ?? null;
}

function isZero(sessions: number): boolean {
  return sessions === 0;
}

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
  const arrived = useArrived(data, project);
  const router = useRouter();
  const isOwn = arrived !== null && arrived === project;

  useEffect(() => {
    if (isOwn) router.refresh();
  }, [isOwn, router]);

  return (
    <div
      role="status"
      className={classNames("flex min-h-9 items-center gap-3", arrived !== null && "flex-wrap")}
    >
      {arrived === null ? (
        <>
          <span aria-hidden className="size-2 shrink-0 animate-shimmer rounded-full bg-accent" />
          <span className="text-muted">
            {isError
              ? "The server does not answer. Trying again…"
              : "Waiting for the first session. It shows up here within a second."}
          </span>
        </>
      ) : (
        <>
          <Check size={16} className="text-positive" aria-hidden />
          <span>
            First session received in <strong className="break-all">{arrived}</strong>
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

/** The project that got its first sessions, or more of them, since this page was opened. */
function useArrived(projects: ProjectSummary[] | undefined, own: string | null): string | null {
  const [before, setBefore] = useState<Map<string, number> | null>(null);
  if (!projects) return null;
  if (before === null) {
    setBefore(new Map(projects.map(({ name, sessions }) => [name, sessions])));
    return null;
  }
  const arrived = projects.find(({ name, sessions }) => {
    if (own !== null) return name === own && sessions > 0;
    return name !== SAMPLE_PROJECT && sessions > (before.get(name) ?? 0);
  });
  return arrived?.name ?? null;
}

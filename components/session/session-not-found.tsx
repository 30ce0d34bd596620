"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { decodePageSegment, sessionsPath } from "@/lib/paths";

/** `/projects/{project}/sessions/{session}`: no such session, or not yet. */
export function SessionNotFound() {
  const [, , project, , session] = usePathname()
    .split("/")
    .map((part) => decodePageSegment(part));
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 px-4 py-24 text-center">
      <h1 className="font-semibold text-xl">This session is not here</h1>
      {session && (
        <p className="max-h-24 max-w-full overflow-hidden font-mono text-muted text-sm [overflow-wrap:anywhere]">
          <bdi>{session.slice(0, 500)}</bdi>
        </p>
      )}
      <p className="text-muted">
        It may not have arrived yet, the id may be wrong, or the session was deleted. A session
        appears as soon as a span that names it has been received.
      </p>
      <div className="flex gap-2">
        <Button onClick={() => location.reload()}>Look again</Button>
        {project && (
          <Button asChild variant="primary">
            <Link href={sessionsPath(project)}>All sessions</Link>
          </Button>
        )}
      </div>
    </div>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findPageProject } from "@/app/find-page-project";
import { readPage } from "@/app/read-page";
import { whenReady } from "@/app/when-ready";
import type { RenderedData } from "@/components/session/rendered-data";
import { SessionPage } from "@/components/session/session-page";
import { SessionSkeleton } from "@/components/session/session-skeleton";
import { openSession } from "@/db/open-session";
import { sessionKey } from "@/db/session-key";
import { decodePageSegment } from "@/lib/paths";
import type { SessionOpening } from "@/lib/sessions/session-detail";

interface SessionRouteProps {
  params: Promise<{ project: string; session: string }>;
}

/** Of longer turns only so much is sent along; the browser reads the rest. */
const RENDERED_CHARACTERS = 1_000_000;

export async function generateMetadata({ params }: SessionRouteProps): Promise<Metadata> {
  const { project, session } = await params;
  const found = await findSession(project, session);
  if (found === null) return { title: "No such session" };
  const { title, sessionId } = found.opening.session;
  return { title: `${(title ?? sessionId).slice(0, 80)} · ${found.project.name}` };
}

export default async function SessionRoute({ params }: SessionRouteProps) {
  const { project, session } = await params;
  return whenReady(findSession(project, session), <SessionSkeleton />, (found) => {
    if (found === null) notFound();
    const { sessionId } = found.opening.session;
    return (
      <SessionPage
        key={sessionId}
        project={found.project.name}
        sessionId={sessionId}
        rendered={toRendered(found.opening)}
      />
    );
  });
}

function toRendered({ first, ...head }: SessionOpening): RenderedData {
  const turns: string[] = [];
  let left = RENDERED_CHARACTERS;
  for (const turn of first.turns) {
    const json = JSON.stringify(turn);
    left -= json.length;
    if (left < 0) break;
    turns.push(json);
  }
  const page = `{"turns":[${turns.join()}],"isCut":${first.isCut},"annotations":${JSON.stringify(first.annotations)}}`;
  return {
    json: `${JSON.stringify(head).slice(0, -1)},"first":${page}}`,
    at: turns.length < first.turns.length ? 0 : Date.now(),
  };
}

const findSession = cache(async (projectSegment: string, sessionSegment: string) => {
  const sessionId = decodePageSegment(sessionSegment);
  const project = await findPageProject(projectSegment);
  if (project === null || sessionId === null) return null;
  const opening = await readPage(() => openSession(sessionKey(project.id, sessionId)));
  return opening && { project, opening };
});

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import type { RenderedData } from "@/components/session/rendered-data";
import { SessionPage } from "@/components/session/session-page";
import { SessionSkeleton } from "@/components/session/session-skeleton";
import { getSessionDetail } from "@/db/get-session-detail";
import { findProject } from "@/db/projects";
import { sessionKey } from "@/db/session-key";
import { readSessionRows } from "@/db/session-rows";
import { decodePageSegment } from "@/lib/paths";
import type { SessionDetail } from "@/lib/sessions/session-detail";

interface SessionRouteProps {
  params: Promise<{ project: string; session: string }>;
}

/** Of a larger conversation only the first turns are sent along; the browser reads the rest. */
const RENDERED_CHARACTERS = 2_000_000;

export async function generateMetadata({ params }: SessionRouteProps): Promise<Metadata> {
  const { project, session } = await params;
  const found = await findSession(project, session);
  if (found === null) return { title: "No such session" };
  const { row } = found;
  return { title: `${(row.title ?? row.sessionId).slice(0, 80)} · ${found.project.name}` };
}

export default async function SessionRoute({ params }: SessionRouteProps) {
  const { project, session } = await params;
  const found = await findSession(project, session);
  if (found === null) notFound();
  const { sessionId } = found.row;
  return (
    <Suspense fallback={<SessionSkeleton />}>
      <LoadedSession key={sessionId} project={found.project} sessionId={sessionId} />
    </Suspense>
  );
}

async function LoadedSession(props: { project: { id: number; name: string }; sessionId: string }) {
  const { project, sessionId } = props;
  const detail = await getSessionDetail(project.id, sessionId);
  if (detail === null) notFound();
  return <SessionPage project={project.name} sessionId={sessionId} rendered={toRendered(detail)} />;
}

function toRendered(detail: SessionDetail): RenderedData {
  const turns: string[] = [];
  let left = RENDERED_CHARACTERS;
  for (const turn of detail.turns) {
    const json = JSON.stringify(turn);
    left -= json.length;
    if (left < 0) break;
    turns.push(json);
  }
  const { session, annotations } = detail;
  const rest = `"session":${JSON.stringify(session)},"annotations":${JSON.stringify(annotations)}`;
  return {
    json: `{${rest},"turns":[${turns.join()}]}`,
    at: turns.length < detail.turns.length ? 0 : Date.now(),
  };
}

const findSession = cache(async (projectSegment: string, sessionSegment: string) => {
  const name = decodePageSegment(projectSegment);
  const sessionId = decodePageSegment(sessionSegment);
  if (name === null || sessionId === null) return null;
  const project = await findProject(name);
  if (!project) return null;
  const [row] = await readSessionRows([sessionKey(project.id, sessionId)]);
  return row ? { project, row } : null;
});

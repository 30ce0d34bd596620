import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findPageProject } from "@/app/find-page-project";
import { readPage } from "@/app/read-page";
import { TracePage } from "@/components/trace/trace-page";
import { getTraceDetail } from "@/db/get-trace-detail";
import { decodePageSegment } from "@/lib/paths";

interface TraceRouteProps {
  params: Promise<{ project: string; trace: string }>;
}

export async function generateMetadata({ params }: TraceRouteProps): Promise<Metadata> {
  const { project, trace } = await params;
  const found = await findTrace(project, trace);
  if (found === null) return { title: "No such trace" };
  return { title: `Trace ${found.detail.traceId.slice(0, 8)} · ${found.project.name}` };
}

export default async function TraceRoute({ params }: TraceRouteProps) {
  const { project, trace } = await params;
  const found = await findTrace(project, trace);
  if (found === null) notFound();
  const { detail } = found;
  return (
    <TracePage
      project={found.project.name}
      traceId={detail.traceId}
      rendered={{ json: JSON.stringify(detail), at: Date.now() }}
    />
  );
}

const findTrace = cache(async (projectSegment: string, traceSegment: string) => {
  const traceId = decodePageSegment(traceSegment);
  if (traceId === null || !/^[0-9a-f]{32}$/i.test(traceId)) return null;
  const project = await findPageProject(projectSegment);
  const detail = project && (await readPage(() => getTraceDetail(project.id, traceId)));
  return project && detail ? { project, detail } : null;
});

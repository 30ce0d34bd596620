import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findPageProject } from "@/app/find-page-project";
import { readPage } from "@/app/read-page";
import { whenReady } from "@/app/when-ready";
import { SessionListScreen } from "@/components/sessions/session-list-screen";
import { SessionListSkeleton } from "@/components/sessions/session-table-skeleton";
import { getProjectDetail, readPulse } from "@/db/get-project";
import { listSessions } from "@/db/list-sessions";
import type { Project } from "@/db/projects";
import { decodePageSegment } from "@/lib/paths";
import { firstPage, parseSessionQuery } from "@/lib/sessions/parse-session-query";
import type { SessionQuery } from "@/lib/sessions/session-query";
import type { SessionPage } from "@/lib/sessions/session-row";
import { toSearchParams } from "@/lib/sessions/to-search-params";

interface SessionsPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: SessionsPageProps): Promise<Metadata> {
  const name = decodePageSegment((await params).project);
  return { title: `Sessions · ${name}` };
}

export default async function SessionsPage({ params, searchParams }: SessionsPageProps) {
  const project = await findPageProject((await params).project);
  if (!project) notFound();
  const query = firstPage(parseSessionQuery(toUrlParams(await searchParams)).query);
  return whenReady(
    readPage(() => readFirstPage(project, query)),
    <SessionListSkeleton />,
    ({ mark, page, detail: { annotationNames, metadataKeys } }) => (
      <SessionListScreen
        project={project.name}
        names={{ annotationNames, metadataKeys }}
        mark={mark}
        rendered={{ search: toSearchParams(query).toString(), page: toPlain(page), at: Date.now() }}
      />
    ),
  );
}

async function readFirstPage(project: Project, query: SessionQuery) {
  // Before the rows: what changes in between is then noticed.
  const { mark } = await readPulse(project.id);
  const [page, detail] = await Promise.all([
    listSessions(project.id, query),
    getProjectDetail(project),
  ]);
  return { mark, page, detail };
}

/** The database's objects have no prototype, which React does not take across to the browser. */
function toPlain(page: SessionPage): SessionPage {
  const rows = page.rows.map((row) => ({ ...row, annotations: { ...row.annotations } }));
  return { ...page, rows };
}

function toUrlParams(searchParams: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(searchParams).flatMap(([name, values = []]) =>
      [values].flat().map((value) => [name, value]),
    ),
  );
}

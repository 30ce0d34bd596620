"use client";

import { ListFilter } from "lucide-react";
import Link from "next/link";
import { AnnotateButton } from "@/components/annotations/annotate-button";
import { AnnotationLine } from "@/components/annotations/annotation-line";
import { annotationPlace } from "@/components/annotations/annotation-requests";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { AbsoluteTime, RelativeTime } from "@/components/ui/relative-time";
import { userPath } from "@/lib/paths";
import type { SessionHead } from "@/lib/sessions/session-detail";
import { SessionFigures } from "./session-figures";
import { filteredSessionsPath } from "./session-links";
import { SessionMetadata } from "./session-metadata";
import { SummaryRow } from "./summary-row";

interface SessionSummaryProps {
  project: string;
  head: SessionHead;
  annotating: boolean;
  onAnnotate: (open: boolean) => void;
}

/** Who talked, when, what it took, and what was judged of it. */
export function SessionSummary({ project, head, annotating, onAnnotate }: SessionSummaryProps) {
  const { session, annotations: own } = head;
  const { sessionId, userId, tags, models } = session;
  return (
    <div className="flex flex-col gap-3 border-line border-b px-3 py-4 sm:px-4">
      <dl className="grid gap-x-6 gap-y-0.5 sm:grid-cols-2">
        <SummaryRow name="Session">
          <bdi className="min-w-0 truncate font-mono text-xs" data-tip={sessionId.slice(0, 1000)}>
            {sessionId}
          </bdi>
          <CopyButton what="session id" text={sessionId} />
        </SummaryRow>
        <SummaryRow name="User">
          {userId === null ? (
            <span className="text-muted">unknown</span>
          ) : (
            <>
              <Link
                href={userPath(project, userId)}
                className="min-w-0 truncate rounded-sm hover:underline"
              >
                <bdi>{userId}</bdi>
              </Link>
              <Link
                href={filteredSessionsPath(project, { user: { include: [userId], exclude: [] } })}
                aria-label="Sessions of this user"
                data-tip="Sessions of this user"
                className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg"
              >
                <ListFilter size={14} aria-hidden />
              </Link>
            </>
          )}
        </SummaryRow>
        <SummaryRow name="Started">
          <AbsoluteTime at={session.startedAt} />
          <RelativeTime at={session.startedAt} className="text-faint" />
        </SummaryRow>
        <SummaryRow name={session.live ? "Last activity" : "Ended"}>
          <AbsoluteTime at={session.lastActivityAt} />
          <RelativeTime at={session.lastActivityAt} className="text-faint" />
        </SummaryRow>
        {models.length > 0 && (
          <SummaryRow name="Models" wide>
            <Values
              values={models}
              link={(model) =>
                filteredSessionsPath(project, { model: { include: [model], exclude: [] } })
              }
            />
          </SummaryRow>
        )}
        {tags.length > 0 && (
          <SummaryRow name="Tags" wide>
            <Values
              values={tags}
              link={(tag) =>
                filteredSessionsPath(project, { tag: { include: [tag], exclude: [] } })
              }
            />
          </SummaryRow>
        )}
        <SessionMetadata project={project} metadata={session.metadata} />
      </dl>
      <SessionFigures session={session} />
      <section aria-label="Annotations of the session" className="flex items-start gap-3">
        <div className="flex min-h-7 min-w-0 flex-1 flex-col justify-center gap-1">
          {own.map((annotation) => (
            <AnnotationLine key={annotationPlace(annotation)} annotation={annotation} />
          ))}
          {own.length === 0 && <p className="text-faint text-sm">The session is not judged yet.</p>}
        </div>
        <AnnotateButton
          target={{ target: "session", sessionId }}
          label="Annotate the session"
          open={annotating}
          onOpenChange={onAnnotate}
        >
          Annotate
        </AnnotateButton>
      </section>
    </div>
  );
}

function Values({ values, link }: { values: string[]; link: (value: string) => string }) {
  return values.map((value) => (
    <Link key={value} href={link(value)} prefetch={false} className="hit-area min-w-0 rounded-sm">
      <Chip className="hover:text-fg">
        <bdi className="truncate">{value}</bdi>
      </Chip>
    </Link>
  ));
}

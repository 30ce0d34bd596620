"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import { AnnotationScopeContext } from "@/components/annotations/use-annotations";
import { useShortcut } from "@/components/shell/use-shortcut";
import { traceKey } from "@/components/trace/trace-query";
import { ErrorState } from "@/components/ui/error-state";
import { sessionsPath } from "@/lib/paths";
import type { SessionDetail } from "@/lib/sessions/session-detail";
import { Conversation } from "./conversation";
import { FindBar } from "./find-bar";
import { FoldsProvider } from "./folds";
import { useRendered } from "./message-format";
import { asInitialData, type RenderedData } from "./rendered-data";
import { SessionBar } from "./session-bar";
import { SessionPanel } from "./session-panel";
import { sessionKey, sessionQuery } from "./session-queries";
import { SessionSummary } from "./session-summary";
import { useConversationFind } from "./use-conversation-find";
import { useListSearch, useSessionView } from "./use-session-view";

interface SessionPageProps {
  project: string;
  sessionId: string;
  rendered: RenderedData;
}

/** One session: its conversation, and beside it what one asks to see of it. */
export function SessionPage({ project, sessionId, rendered }: SessionPageProps) {
  const { data, error, refetch } = useQuery({
    ...sessionQuery(project, sessionId),
    ...asInitialData<SessionDetail>(rendered),
  });
  return (
    <LoadedSession
      project={project}
      detail={data}
      problem={
        error !== null && (
          <ErrorState
            inline
            title="The conversation could not be brought up to date."
            message={error.message}
            onRetry={() => refetch()}
          />
        )
      }
    />
  );
}

interface LoadedSessionProps {
  project: string;
  detail: SessionDetail;
  /** Why what is shown may be old. */
  problem: ReactNode;
}

function LoadedSession({ project, detail, problem }: LoadedSessionProps) {
  const { session, turns } = detail;
  const { sessionId } = session;
  const router = useRouter();
  const listSearch = useListSearch();
  const { panel, open, close, selectSpan } = useSessionView();
  const [annotatingSession, setAnnotatingSession] = useState(false);
  const find = useConversationFind(turns, useRendered());
  const jsonOpen = panel?.type === "json";
  const toggleJson = () => (jsonOpen ? close() : open({ type: "json" }));

  useShortcut("toggleJson", toggleJson);
  useShortcut("dismiss", () => {
    if (find.isOpen) find.close();
    else if (panel !== null) close();
    else router.push(sessionsPath(project, listSearch));
  });

  const annotationScope = useMemo(
    () => ({
      project,
      sessionId,
      cachesOf: (target: { target: string; traceId?: string }) =>
        target.traceId === undefined
          ? [sessionKey(project, sessionId)]
          : [sessionKey(project, sessionId), traceKey(project, target.traceId)],
    }),
    [project, sessionId],
  );

  return (
    <AnnotationScopeContext value={annotationScope}>
      <FoldsProvider key={sessionId}>
        <div className="flex h-[calc(100dvh-var(--bar-height))] min-h-0 flex-col">
          <SessionBar
            project={project}
            session={session}
            listSearch={listSearch}
            jsonOpen={jsonOpen}
            onJson={toggleJson}
            onFind={() => (find.isOpen ? find.close() : find.open())}
          />
          <FindBar find={find} />
          {problem}
          <div className="relative flex min-h-0 flex-1">
            <Conversation
              detail={detail}
              summary={
                <SessionSummary
                  project={project}
                  detail={detail}
                  annotating={annotatingSession}
                  onAnnotate={setAnnotatingSession}
                />
              }
              missingTurns={Math.max(0, session.turns - turns.length)}
              find={find.state}
              actions={{
                openTrace: (traceId, spanId = undefined) =>
                  open({ type: "trace", traceId, spanId: spanId ?? null }),
                openSpans: (turn) => open({ type: "spans", turn }),
              }}
              onAnnotateSession={() => setAnnotatingSession(true)}
              withOutline={panel === null && turns.length > 1}
            />
            {panel !== null && (
              <SessionPanel
                project={project}
                detail={detail}
                panel={panel}
                onClose={close}
                onOpen={open}
                onSelectSpan={selectSpan}
              />
            )}
          </div>
        </div>
      </FoldsProvider>
    </AnnotationScopeContext>
  );
}

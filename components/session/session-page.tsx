"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import type { AnnotationTarget } from "@/components/annotations/annotation-requests";
import { AnnotationScopeContext } from "@/components/annotations/use-annotations";
import { useShortcut } from "@/components/shell/use-shortcut";
import { traceKey } from "@/components/trace/trace-query";
import { ErrorState } from "@/components/ui/error-state";
import { sessionsPath } from "@/lib/paths";
import type { SessionHead, SessionOpening } from "@/lib/sessions/session-detail";
import { Conversation } from "./conversation";
import { FindBar } from "./find-bar";
import { FoldsProvider } from "./folds";
import { useRendered } from "./message-format";
import type { RenderedData } from "./rendered-data";
import { SessionBar } from "./session-bar";
import { SessionPanel } from "./session-panel";
import { headKey, headQuery, partsOf } from "./session-queries";
import { SessionSummary } from "./session-summary";
import { useConversationFind } from "./use-conversation-find";
import { useListSearch, useSessionView } from "./use-session-view";
import { useTurns } from "./use-turns";

interface SessionPageProps {
  project: string;
  sessionId: string;
  rendered: RenderedData;
}

/** One session: its conversation, and beside it what one asks to see of it. */
export function SessionPage({ project, sessionId, rendered }: SessionPageProps) {
  const [opening] = useState(() => parseOpening(rendered));
  const { data, error, refetch } = useQuery({
    ...headQuery(project, sessionId),
    initialData: opening,
    initialDataUpdatedAt: rendered.at,
  });
  return (
    <LoadedSession
      project={project}
      head={data}
      first={{ page: opening.first, at: rendered.at }}
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

/** The page's own server wrote it. */
function parseOpening({ json }: RenderedData): SessionOpening {
  return JSON.parse(json);
}

interface LoadedSessionProps {
  project: string;
  head: SessionHead;
  first: Parameters<typeof useTurns>[0]["first"];
  /** Why what is shown may be old. */
  problem: ReactNode;
}

function LoadedSession({ project, head, first, problem }: LoadedSessionProps) {
  const { session, outline } = head;
  const { sessionId } = session;
  const queryClient = useQueryClient();
  const router = useRouter();
  const listSearch = useListSearch();
  const { panel, open, close, selectSpan } = useSessionView();
  const [annotatingSession, setAnnotatingSession] = useState(false);
  const [findOpen, setFindOpen] = useState(false);
  const jsonOpen = panel?.type === "json";
  const turns = useTurns({
    ...{ project, sessionId, first },
    count: outline.questions.length,
    wantsWhole: findOpen || jsonOpen,
  });
  const find = useConversationFind({
    turns: turns.whole?.turns ?? null,
    rendered: useRendered(),
    isOpen: findOpen,
    setOpen: setFindOpen,
  });
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
      cachesOf: (target: AnnotationTarget) =>
        target.target === "session"
          ? [headKey(project, sessionId)]
          : [
              ...partsOf(queryClient, project, sessionId, target),
              traceKey(project, target.traceId),
            ],
    }),
    [queryClient, project, sessionId],
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
              head={head}
              turns={turns}
              summary={
                <SessionSummary
                  project={project}
                  head={head}
                  annotating={annotatingSession}
                  onAnnotate={setAnnotatingSession}
                />
              }
              find={find.state}
              actions={{
                openTrace: (traceId, spanId = undefined) =>
                  open({ type: "trace", traceId, spanId: spanId ?? null }),
                openSpans: (turn) => open({ type: "spans", turn }),
              }}
              onAnnotateSession={() => setAnnotatingSession(true)}
              withOutline={panel === null && turns.count > 1}
            />
            {panel !== null && (
              <SessionPanel
                project={project}
                head={head}
                turns={turns}
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

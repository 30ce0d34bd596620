"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Braces, ChevronDown, ChevronUp, Search, Type } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { formatExactCount, formatTotal } from "@/lib/format";
import { sessionPath, sessionsPath } from "@/lib/paths";
import type { SessionRow } from "@/lib/sessions/session-row";
import { MESSAGE_FORMAT, useRendered } from "./message-format";
import { listQuery } from "./session-links";
import { type Neighbors, neighborsQuery } from "./session-queries";

interface SessionBarProps {
  project: string;
  session: SessionRow;
  listSearch: string;
  jsonOpen: boolean;
  onJson: () => void;
  onFind: () => void;
}

/** The way back, the title, the neighbours in the list, and what can be done with the page. */
export function SessionBar({
  project,
  session,
  listSearch,
  jsonOpen,
  onJson,
  onFind,
}: SessionBarProps) {
  const router = useRouter();
  const back = sessionsPath(project, listSearch);
  useShortcut("backToList", () => router.push(back));
  const title = session.title ?? session.sessionId;
  const rendered = useRendered();

  return (
    <div className="flex h-11 shrink-0 items-center gap-1 border-line border-b px-2 sm:px-3">
      <Link
        href={back}
        aria-label="Back to the list"
        data-tip="Back to the list  U"
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg"
      >
        <ArrowLeft size={15} aria-hidden />
      </Link>
      <h1 className="min-w-0 truncate px-1 font-semibold text-base" data-tip={title.slice(0, 300)}>
        <bdi>{title.slice(0, 300)}</bdi>
      </h1>
      {session.live && (
        <Chip
          tone="positive"
          className="shrink-0"
          data-tip="Spans arrived within the last few minutes"
        >
          <span aria-hidden className="size-1.5 rounded-full bg-positive" />
          live
        </Chip>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-0.5">
        <NeighborLinks project={project} sessionId={session.sessionId} listSearch={listSearch} />
        <span aria-hidden className="mx-1 h-4 w-px bg-line max-sm:hidden" />
        <IconButton label="Find in the conversation" keys="/" onClick={onFind}>
          <Search size={15} aria-hidden />
        </IconButton>
        <IconButton
          label="Render markdown"
          aria-pressed={rendered}
          className={classNames("max-sm:hidden", rendered && "bg-selected text-accent-text")}
          onClick={() => MESSAGE_FORMAT.write(rendered ? "plain" : null)}
        >
          <Type size={15} aria-hidden />
        </IconButton>
        <IconButton
          label="JSON of the conversation"
          keys="D"
          aria-pressed={jsonOpen}
          className={jsonOpen ? "bg-selected text-accent-text" : undefined}
          onClick={onJson}
        >
          <Braces size={15} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

interface NeighborLinksProps {
  project: string;
  sessionId: string;
  listSearch: string;
}

function NeighborLinks({ project, sessionId, listSearch }: NeighborLinksProps) {
  const router = useRouter();
  const { data } = useQuery(neighborsQuery(project, sessionId, listQuery(listSearch)));
  const [isLeaving, leave] = useTransition();
  // Pressed twice, they would lead to the same session.
  const pathOf = (id: string | null | undefined) =>
    id === null || id === undefined || isLeaving ? null : sessionPath(project, id, listSearch);
  const goTo = (path: string) => leave(() => router.push(path));
  const previous = pathOf(data?.previous);
  const next = pathOf(data?.next);
  useShortcut("previousSession", () => previous !== null && goTo(previous));
  useShortcut("nextSession", () => next !== null && goTo(next));

  return (
    <nav aria-label="Sessions of the list" className="flex items-center gap-0.5">
      <span className="min-w-20 px-1 text-right text-muted text-xs tabular-nums max-sm:hidden">
        {data && positionText(data)}
      </span>
      <NeighborLink href={previous} onGo={goTo} label="Previous session" keys="[">
        <ChevronUp size={15} aria-hidden />
      </NeighborLink>
      <NeighborLink href={next} onGo={goTo} label="Next session" keys="]">
        <ChevronDown size={15} aria-hidden />
      </NeighborLink>
    </nav>
  );
}

function positionText({ position, total }: Neighbors): string {
  return position === null
    ? "not in the list"
    : `${formatExactCount(position)} of ${formatTotal(total)}`;
}

interface NeighborLinkProps {
  href: string | null;
  onGo: (href: string) => void;
  label: string;
  keys: string;
  children: React.ReactNode;
}

function NeighborLink({ href, onGo, label, keys, children }: NeighborLinkProps) {
  if (href === null) {
    return (
      <IconButton label={label} keys={keys} disabled>
        {children}
      </IconButton>
    );
  }
  return (
    <Link
      href={href}
      onNavigate={(event) => {
        event.preventDefault();
        onGo(href);
      }}
      aria-label={label}
      data-tip={`${label}  ${keys}`}
      className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg"
    >
      {children}
    </Link>
  );
}

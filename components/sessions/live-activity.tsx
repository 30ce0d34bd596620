"use client";

import { type InfiniteData, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp, WifiOff } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { SessionPage } from "@/lib/sessions/session-row";
import { getSessionPage, projectPulse, sessionPages } from "./session-requests";

/** Counts over many sessions cost more than a page of them. */
const SUMMARY_EVERY_MS = 4000;

interface LiveActivityProps {
  project: string;
  search: string;
  /** The project's last change when the server rendered the page. */
  /** Of the pulse before the rows were read. */
  mark: string | null;
  scroller: RefObject<HTMLElement | null>;
}

/** Follows the project while the page is visible. At the top of the list the first page is
 * replaced in place; further down a pill says that it would change. */
export function LiveActivity({ project, search, mark, scroller }: LiveActivityProps) {
  const queryClient = useQueryClient();
  const { data: pulse, isError, dataUpdatedAt } = useQuery(projectPulse(project));
  const [newsFor, setNewsFor] = useState<string | null>(null);
  const seen = useRef(mark);
  const isBusy = useRef(false);
  const summary = useRef<ReturnType<typeof setTimeout> | null>(null);

  async function refresh(evenWhenScrolled: boolean) {
    const { queryKey } = sessionPages(project, search);
    const first = await getSessionPage(project, search, "");
    const known = queryClient.getQueryData<InfiniteData<SessionPage, string>>(queryKey);
    if (!known || JSON.stringify(first) === JSON.stringify(known.pages[0])) return;
    if (!evenWhenScrolled && (scroller.current?.scrollTop ?? 0) > 0) return setNewsFor(search);
    queryClient.setQueryData(queryKey, { pages: [first], pageParams: [""] });
    setNewsFor(null);
  }

  const follow = useEffectEvent(async () => {
    const latest = pulse?.mark ?? null;
    if (latest === null || latest === seen.current || isBusy.current) return;
    isBusy.current = true;
    summary.current ??= setTimeout(() => {
      summary.current = null;
      void queryClient.invalidateQueries({ queryKey: ["session-summary", project] });
    }, SUMMARY_EVERY_MS);
    try {
      await refresh(false);
      seen.current = latest;
    } catch {
      // The next pulse tries again.
    } finally {
      isBusy.current = false;
    }
  });

  useEffect(() => {
    if (dataUpdatedAt > 0) void follow();
  }, [dataUpdatedAt]);

  useEffect(
    () => () => {
      if (summary.current) clearTimeout(summary.current);
    },
    [],
  );

  if (isError) {
    return (
      <p role="status" className={`${PILL} border-negative-line text-negative-text`}>
        <WifiOff size={13} aria-hidden />
        The server does not answer; trying again
      </p>
    );
  }
  if (newsFor !== search) return null;
  return (
    <button
      type="button"
      className={`${PILL} border-accent-line font-medium text-accent-text hover:bg-hover`}
      onClick={() => {
        scroller.current?.scrollTo({ top: 0 });
        void refresh(true);
      }}
    >
      <ArrowUp size={13} aria-hidden />
      New activity
    </button>
  );
}

const PILL =
  "absolute top-11 left-1/2 z-20 flex h-7 -translate-x-1/2 animate-pop items-center gap-1.5 whitespace-nowrap rounded-full border bg-raised px-3 text-xs shadow-pop";

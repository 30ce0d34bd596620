"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatTotal } from "@/lib/format";
import { sessionlessTracesPath } from "@/lib/paths";
import { sessionlessPages } from "./sessionless-requests";

/** Says that spans do arrive, but name no session; nothing when there are none. */
export function SessionlessNote({ project }: { project: string }) {
  const { data } = useInfiniteQuery(sessionlessPages(project));
  const total = data?.pages[0]?.total;
  if (!total || total.count === 0) return null;
  return (
    <p className="rounded-md border border-line bg-subtle px-3 py-2">
      Traces have arrived, but without a <code className="font-mono">session.id</code>:{" "}
      <Link href={sessionlessTracesPath(project)} className="underline">
        see {formatTotal(total)}
      </Link>
      .
    </p>
  );
}

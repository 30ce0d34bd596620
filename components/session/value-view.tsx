"use client";

import { useEffect, useRef } from "react";
import { JsonBox } from "@/components/json/json-box";
import { CopyButton } from "@/components/ui/copy-button";
import { formatBytes } from "@/lib/format";
import { jsonSize } from "@/lib/json/json-size";
import { jsonText } from "@/lib/json/write-json";
import { useFind } from "./find-state";
import { TextView } from "./text-view";

interface ValueViewProps {
  /** "Arguments", "Result". */
  label: string;
  value: unknown;
  place: string;
}

const SIZE_LIMIT = 50_000_000;

/** A tool's arguments or result: text as text, the rest as foldable JSON, with its size. */
export function ValueView({ label, value, place }: ValueViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const { query, current, show } = useFind();
  const isText = typeof value === "string";
  const mine = !isText && current?.place === place ? current : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new match is brought into view
  useEffect(() => {
    if (mine !== null && box.current !== null) show(box.current, mine);
  }, [mine]);

  return (
    <div ref={box} className="min-w-0 px-3 py-2 not-first:border-line not-first:border-t">
      <div className="mb-1 flex h-6 items-center gap-2 text-xs">
        <span className="font-medium text-muted">{label}</span>
        <span className="text-faint">{formatBytes(jsonSize(value, SIZE_LIMIT))}</span>
        <CopyButton
          what={label.toLowerCase()}
          className="ml-auto"
          text={() => (isText ? value : jsonText(value))}
        />
      </div>
      {isText ? (
        <TextView text={value} place={place} className="font-mono text-xs" />
      ) : (
        <JsonBox value={value} label={label} query={query} current={mine?.json ?? null} />
      )}
    </div>
  );
}

import type { ReactNode } from "react";
import { findText } from "@/lib/find/fold-case";

interface MarkedTextProps {
  text: string;
  query: string;
  /** Offset of the occurrence that the reader stands on. */
  current?: number | null;
}

const MAX_MARKS = 200;

/** The text with every occurrence of the query marked. */
export function MarkedText({ text, query, current = null }: MarkedTextProps) {
  const offsets = query === "" ? [] : findText(text, query, MAX_MARKS);
  if (offsets.length === 0) return text;
  const parts: ReactNode[] = [];
  let end = 0;
  for (const offset of offsets) {
    if (offset > end) parts.push(text.slice(end, offset));
    end = offset + query.length;
    parts.push(
      <mark key={offset} className={offset === current ? "bg-mark-current" : undefined}>
        {text.slice(offset, end)}
      </mark>,
    );
  }
  parts.push(text.slice(end));
  return parts;
}

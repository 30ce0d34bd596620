"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { jsonText } from "@/lib/json/write-json";
import { useFold } from "./folds";
import { filteredSessionsPath } from "./session-links";
import { SummaryRow } from "./summary-row";

const SHOWN = 6;

export function SessionMetadata({
  project,
  metadata,
}: {
  project: string;
  metadata: Record<string, unknown>;
}) {
  const [isOpen, toggle] = useFold("metadata");
  const entries = Object.entries(metadata);
  if (entries.length === 0) return null;
  const shown = isOpen ? entries : entries.slice(0, SHOWN);
  return (
    <SummaryRow name="Metadata" wide>
      {shown.map(([key, value]) => {
        const text = typeof value === "string" ? value : jsonText(value);
        return (
          <Link
            key={key}
            prefetch={false}
            href={filteredSessionsPath(project, {
              metadata: { include: [{ key, value: text }], exclude: [] },
            })}
            className="hit-area min-w-0 max-w-full rounded-sm"
            data-tip={`${key}: ${text.slice(0, 500)}`}
          >
            <Chip className="hover:text-fg">
              <bdi className="max-w-40 shrink-0 truncate">{key}</bdi>
              <bdi className="truncate text-fg">{text.slice(0, 200)}</bdi>
            </Chip>
          </Link>
        );
      })}
      {entries.length > SHOWN && (
        <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? "Show fewer" : `Show all ${entries.length}`}
        </Button>
      )}
    </SummaryRow>
  );
}

"use client";

import { useState } from "react";
import { MarkedText } from "@/components/json/marked-text";
import { inOrder } from "@/components/session/in-order";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { foldCase } from "@/lib/find/fold-case";
import { formatCountOf, formatExactCount } from "@/lib/format";
import { jsonText } from "@/lib/json/write-json";
import { AttributeValue } from "./attribute-value";
import { DetailSection } from "./detail-section";

interface AttributeListProps {
  title: string;
  attributes: Record<string, unknown>;
  place: string;
}

const STEP = 200;
/** With fewer there is nothing to look for. */
const SEARCH_FROM = 8;

/** Attributes flat, as they were received: searched by key and value, copied one by one or all. */
export function AttributeList({ title, attributes, place }: AttributeListProps) {
  const [query, setQuery] = useState("");
  const [limit, setLimit] = useState(STEP);
  const entries = Object.entries(attributes);
  const found =
    query === "" ? entries : entries.filter((entry) => contains(entry, foldCase(query)));
  const count =
    query === ""
      ? formatExactCount(entries.length)
      : `${formatExactCount(found.length)} of ${formatExactCount(entries.length)}`;

  return (
    <DetailSection
      title={title}
      aside={
        <>
          <span className="text-faint text-xs tabular-nums">{count}</span>
          {entries.length >= SEARCH_FROM && (
            <Input
              aria-label={`Search in ${title.toLowerCase()}`}
              placeholder="Search"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              className="ml-auto max-w-48"
            />
          )}
          {entries.length > 0 && (
            <CopyButton what={`all ${title.toLowerCase()}`} text={() => jsonText(attributes)} />
          )}
        </>
      }
    >
      {found.length === 0 ? (
        <p className="px-3 text-muted text-sm">{entries.length === 0 ? "None." : "No match."}</p>
      ) : (
        <dl className="text-xs">
          {found.slice(0, limit).map(([key, value]) => (
            <div
              key={key}
              className="group/attribute grid gap-x-3 px-3 py-1 [contain-intrinsic-size:auto_28px] [content-visibility:auto] hover:bg-hover sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
            >
              <dt className="font-mono text-muted [overflow-wrap:anywhere]">
                <bdi>{key === "" ? "(empty key)" : <AttributeKey text={key} query={query} />}</bdi>
              </dt>
              <dd className="min-w-0">
                <AttributeValue value={value} place={`${place}:${key}`} query={query} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {found.length > limit && (
        <div className="px-3">
          <Button size="sm" onClick={() => setLimit(limit + 1000)}>
            Show more ({formatCountOf(found.length - limit, "attribute")} left)
          </Button>
        </div>
      )}
    </DetailSection>
  );
}

/** May break after its dots. */
function AttributeKey({ text, query }: { text: string; query: string }) {
  if (query !== "") return <MarkedText text={text} query={query} />;
  return inOrder(text.split(/(?<=\.)/), (part) => (
    <>
      {part}
      <wbr />
    </>
  ));
}

function contains([key, value]: [string, unknown], wanted: string): boolean {
  const text = typeof value === "string" ? value : jsonText(value);
  return foldCase(key).includes(wanted) || foldCase(text).includes(wanted);
}

"use client";

import { useMemo } from "react";
import { JsonBox } from "@/components/json/json-box";
import { MarkedText } from "@/components/json/marked-text";
import { useFold } from "@/components/session/folds";
import { RedactedText } from "@/components/session/redacted-text";
import { TextView } from "@/components/session/text-view";
import { Button } from "@/components/ui/button";
import { parseJsonText } from "@/lib/json/parse-json-text";

interface AttributeValueProps {
  value: unknown;
  place: string;
  query: string;
}

const SHORT = 400;

/** One value; text that holds JSON can be shown as such. */
export function AttributeValue({ value, place, query }: AttributeValueProps) {
  const [asJson, toggle] = useFold(`${place}:json`);
  if (typeof value !== "string") {
    if (typeof value === "object" && value !== null)
      return <JsonBox value={value} label="Value" query={query} />;
    return (
      <span className="font-mono text-hue-1-text">
        <MarkedText text={String(value)} query={query} />
      </span>
    );
  }
  if (value === "") return <span className="text-faint">empty</span>;
  const holdsJson = /^\s*[[{]/.test(value);
  return (
    <div className="flex flex-col items-start gap-1">
      {asJson && holdsJson ? (
        <ParsedJson text={value} query={query} />
      ) : value.length <= SHORT && query !== "" ? (
        <span dir="auto" className="whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
          <MarkedText text={value} query={query} />
        </span>
      ) : value.length <= SHORT ? (
        <span dir="auto" className="whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
          <RedactedText text={value} />
        </span>
      ) : (
        <TextView text={value} place={place} className="w-full font-mono" />
      )}
      {holdsJson && (
        <Button size="sm" variant="ghost" className="-ml-2" onClick={toggle}>
          {asJson ? "Show as text" : "Show as JSON"}
        </Button>
      )}
    </div>
  );
}

function ParsedJson({ text, query }: { text: string; query: string }) {
  const parsed = useMemo(() => parseJsonText(text), [text]);
  if (parsed === null) return <p className="text-muted">It is not JSON.</p>;
  return (
    <div className="w-full">
      <JsonBox value={parsed.value} label="Value as JSON" query={query} />
    </div>
  );
}

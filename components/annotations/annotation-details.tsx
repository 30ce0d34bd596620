import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatScore } from "@/lib/format";
import { jsonText } from "@/lib/json/write-json";
import type { Annotation, AnnotatorKind } from "@/lib/sessions/session-row";
import { OWN_IDENTIFIER } from "./annotation-requests";

const ANNOTATORS: Record<AnnotatorKind, string> = {
  HUMAN: "a person",
  LLM: "a model",
  CODE: "code",
};

interface AnnotationDetailsProps {
  annotation: Annotation;
  onChange: () => void;
  onRemove: () => void;
}

export function AnnotationDetails({ annotation, onChange, onRemove }: AnnotationDetailsProps) {
  const { name, label, score, explanation, annotatorKind, identifier, metadata } = annotation;
  const isOwn = identifier === OWN_IDENTIFIER;
  const facts: [string, string | null][] = [
    ["Label", label],
    ["Score", score === null ? null : formatScore(score)],
    ["Judges", `the ${annotation.target}`],
    ["By", `${ANNOTATORS[annotatorKind]} (${annotatorKind})`],
    ["Identifier", identifier || null],
  ];
  return (
    <div className="flex w-80 max-w-full flex-col gap-2 p-3">
      <p className="font-semibold [overflow-wrap:anywhere]">{name}</p>
      <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-0.5">
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div key={term} className="contents">
              <dt className="text-muted">{term}</dt>
              <dd dir="auto" className="[overflow-wrap:anywhere]">
                {value}
              </dd>
            </div>
          ),
        )}
        <dt className="text-muted">Updated</dt>
        <dd>
          <RelativeTime at={annotation.updatedAt} />
        </dd>
      </dl>
      {explanation !== null && (
        <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {explanation}
        </p>
      )}
      {metadata !== null && Object.keys(metadata).length > 0 && (
        <pre className="max-h-40 overflow-auto rounded-md bg-sunken px-2 py-1 font-mono text-xs">
          {jsonText(metadata)}
        </pre>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="danger" onClick={onRemove}>
          Remove
        </Button>
        <Button onClick={onChange}>{isOwn ? "Change" : "Judge it yourself"}</Button>
      </div>
    </div>
  );
}

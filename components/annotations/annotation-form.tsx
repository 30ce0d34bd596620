"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input, Textarea } from "@/components/ui/input";
import { getJson } from "@/lib/get-json";
import { apiPath } from "@/lib/paths";
import type { AnnotationDraft } from "./annotation-requests";

interface AnnotationFormProps {
  project: string;
  /** Set to change one: its name stays. */
  initial: AnnotationDraft | null;
  onSave: (draft: AnnotationDraft) => void;
  onCancel: () => void;
}

/** A person's judgement: a name and a label, a score or an explanation. */
export function AnnotationForm({ project, initial, onSave, onCancel }: AnnotationFormProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const { data: names = [] } = useQuery({
    queryKey: ["annotation-names", project],
    queryFn: ({ signal }) =>
      getJson<{ annotationNames: string[] }>(apiPath(project, []), signal).then(
        ({ annotationNames }) => annotationNames,
      ),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const draft = readDraft(new FormData(event.currentTarget), initial?.name);
    if (typeof draft === "string") return setProblem(draft);
    onSave(draft);
  }

  return (
    <form
      onSubmit={submit}
      className="flex w-72 flex-col gap-2 p-3"
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }
      }}
    >
      <Field label="Name" id={`${id}name`}>
        <Input
          id={`${id}name`}
          name="name"
          list={`${id}names`}
          defaultValue={initial?.name}
          readOnly={initial !== null}
          autoFocus={initial === null}
          autoComplete="off"
          maxLength={200}
          aria-describedby={problem ? `${id}problem` : undefined}
        />
        <datalist id={`${id}names`}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Field>
      <div className="grid grid-cols-[1fr_6rem] gap-2">
        <Field label="Label" id={`${id}label`}>
          <Input
            id={`${id}label`}
            name="label"
            defaultValue={initial?.label ?? ""}
            autoFocus={initial !== null}
            autoComplete="off"
            maxLength={200}
          />
        </Field>
        <Field label="Score" id={`${id}score`}>
          <Input
            id={`${id}score`}
            name="score"
            type="number"
            step="any"
            defaultValue={initial?.score ?? ""}
          />
        </Field>
      </div>
      <Field label="Explanation" id={`${id}explanation`}>
        <Textarea
          id={`${id}explanation`}
          name="explanation"
          rows={3}
          defaultValue={initial?.explanation ?? ""}
        />
      </Field>
      {problem && (
        <p id={`${id}problem`} role="alert" className="text-negative-text text-xs">
          {problem}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="primary" type="submit">
          Save
        </Button>
      </div>
    </form>
  );
}

function Field({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      {children}
    </div>
  );
}

/** The draft, or what is wrong with it. */
function readDraft(form: FormData, fixedName: string | undefined): AnnotationDraft | string {
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const name = fixedName ?? field("name");
  if (name === "") return "Give it a name.";
  const label = field("label") || null;
  const explanation = field("explanation") || null;
  const score = field("score") === "" ? null : Number(field("score"));
  if (score !== null && !Number.isFinite(score)) return "The score is not a number.";
  if (label === null && score === null && explanation === null) {
    return "Give it a label, a score or an explanation.";
  }
  return { name, label, score, explanation };
}

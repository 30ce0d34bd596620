"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import {
  type ActiveFilter,
  addFilter,
  listActiveFilters,
  metadataText,
  rangeText,
  removeFilter,
  scoreText,
} from "@/lib/sessions/active-filters";
import { readTypedEnds } from "@/lib/sessions/typed-range";
import type { FilterPaneProps } from "./filter-pane";

const UNIT_HINTS = { count: "1000 or 5k", ms: "30s, 5m or 2h", usd: "USD, 0.05" } as const;

export function RangeForm({ field, filters, onChange }: FilterPaneProps) {
  const { name, label, unit = "count" } = field;
  const set = listActiveFilters(filters).find((filter) => filter.name === name);
  const [min, setMin] = useState("");
  const [max, setMax] = useState("");
  const range = readTypedEnds(min.trim(), max.trim(), unit);
  const isEmpty = `${min}${max}`.trim() === "";

  return (
    <ValueForm
      filter={range && { name, text: rangeText(range) }}
      problem={isEmpty || range ? null : `${label} takes numbers, the smaller one first.`}
      onAdd={(filter) => onChange(addFilter(filters, filter))}
      onRemove={set && (() => onChange(removeFilter(filters, set)))}
    >
      <TextField label="At least" hint={UNIT_HINTS[unit]} value={min} onChange={setMin} />
      <TextField label="At most" hint={UNIT_HINTS[unit]} value={max} onChange={setMax} />
    </ValueForm>
  );
}

export function ScoreForm({ names, filters, onChange }: FilterPaneProps) {
  const [name, setName] = useState(names.annotationNames[0] ?? "");
  const [min, setMin] = useState("");
  const [max, setMax] = useState("");
  const range = readTypedEnds(min.trim(), max.trim(), "score");
  const isEmpty = `${min}${max}`.trim() === "";

  if (name === "") return <p className="p-3 text-muted">No annotations yet.</p>;
  return (
    <ValueForm
      filter={range && { name: "score", text: scoreText(name, range) }}
      problem={isEmpty || range ? null : "A score is a number, the smaller one first."}
      onAdd={(filter) => onChange(addFilter(filters, filter))}
    >
      <ChoiceField
        label="Annotation"
        options={names.annotationNames}
        value={name}
        onChange={setName}
      />
      <TextField label="At least" hint="0.5" value={min} onChange={setMin} />
      <TextField label="At most" hint="1" value={max} onChange={setMax} />
    </ValueForm>
  );
}

export function MetadataForm({ names, filters, onChange }: FilterPaneProps) {
  const [key, setKey] = useState(names.metadataKeys[0] ?? "");
  const [value, setValue] = useState("");

  if (key === "") return <p className="p-3 text-muted">No metadata yet.</p>;
  return (
    <ValueForm
      filter={value === "" ? null : { name: "metadata", text: metadataText(key, value) }}
      problem={null}
      onAdd={(filter) => onChange(addFilter(filters, filter))}
    >
      <ChoiceField label="Key" options={names.metadataKeys} value={key} onChange={setKey} />
      <TextField label="Value" hint="the whole value" value={value} onChange={setValue} />
    </ValueForm>
  );
}

interface ValueFormProps {
  /** null: nothing to add yet. */
  filter: ActiveFilter | null;
  problem: string | null;
  onAdd: (filter: ActiveFilter) => void;
  onRemove?: () => void;
  children: ReactNode;
}

function ValueForm({ filter, problem, onAdd, onRemove, children }: ValueFormProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    if (filter) onAdd(filter);
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 overflow-auto p-3">
      {children}
      {problem && (
        <p role="alert" className="text-negative-text text-xs">
          {problem}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={!filter}>
          Add filter
        </Button>
        {onRemove && <Button onClick={onRemove}>Remove</Button>}
      </div>
    </form>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function TextField({ label, hint, value, onChange }: FieldProps & { hint: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <Input
        id={id}
        value={value}
        placeholder={hint}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function ChoiceField({ label, options, value, onChange }: FieldProps & { options: string[] }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { addFilter, outcomeText, removeFilter, valueText } from "@/lib/sessions/active-filters";
import type { FilterField, FilterKind } from "@/lib/sessions/filter-table";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { FacetOptions } from "./facet-options";
import { MetadataForm, RangeForm, ScoreForm } from "./filter-forms";
import { matchingUsers, type ProjectNames, sessionFacets } from "./session-requests";

export interface FilterPaneProps {
  field: FilterField;
  project: string;
  names: ProjectNames;
  filters: SessionFilters;
  filterSearch: string;
  onChange: (filters: SessionFilters) => void;
}

const PANES: Record<FilterKind, (props: FilterPaneProps) => ReactNode> = {
  value: (props) =>
    props.field.name === "user" ? <UserPane {...props} /> : <FacetPane {...props} />,
  outcome: (props) => <OutcomePane {...props} />,
  pair: (props) => <MetadataForm {...props} />,
  score: (props) => <ScoreForm {...props} />,
  flag: (props) => <FlagPane {...props} />,
  range: (props) => <RangeForm {...props} />,
};

/** The values of one filter, to pick or to type. */
export function FilterPane(props: FilterPaneProps) {
  return PANES[props.field.kind](props);
}

function FacetPane(props: FilterPaneProps) {
  const { field, project, filterSearch } = props;
  const { data, isError, refetch } = useQuery(sessionFacets(project, filterSearch));
  if (isError) return <ErrorState inline title="Values could not be loaded." onRetry={refetch} />;
  if (!data) return <OptionsSkeleton />;
  const { name } = field;
  if (name !== "model" && name !== "tag") return null;
  return (
    <FacetOptions
      {...props}
      options={data[name].map(({ value, count }) => ({
        text: valueText(name, value),
        label: value,
        count,
      }))}
    />
  );
}

function OutcomePane(props: FilterPaneProps) {
  const { project, filterSearch, names } = props;
  const { data, isError, refetch } = useQuery(sessionFacets(project, filterSearch));
  if (isError) return <ErrorState inline title="Values could not be loaded." onRetry={refetch} />;
  if (!data) return <OptionsSkeleton />;
  const labels = data.outcome.map(({ value, count }) => ({ text: value, label: value, count }));
  const any = names.annotationNames.flatMap((name) => [
    { text: outcomeText({ name, match: "any" }), label: `${name}: any label`, count: null },
    { text: outcomeText({ name, match: "missing" }), label: `${name}: missing`, count: null },
  ]);
  return <FacetOptions {...props} options={[...labels, ...any]} />;
}

function UserPane(props: FilterPaneProps) {
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed.trim());
  const { data, isError, refetch } = useQuery(matchingUsers(props.project, wanted));
  if (isError) return <ErrorState inline title="Users could not be loaded." onRetry={refetch} />;
  return (
    <FacetOptions
      {...props}
      search={typed}
      onSearch={setTyped}
      isLoading={!data}
      options={(data?.rows ?? []).map(({ userId, sessions }) => ({
        text: valueText("user", userId),
        label: userId,
        count: sessions,
      }))}
    />
  );
}

const FLAG_LABELS: Record<string, Record<string, string>> = {
  error: { true: "With errors", false: "Without errors" },
  live: { true: "Live", false: "Ended" },
};

function FlagPane({ field: { name, label }, filters, onChange }: FilterPaneProps) {
  const current = name === "error" ? filters.error : filters.live;
  const choices = [
    { value: null, text: "Either" },
    { value: true, text: FLAG_LABELS[name]?.true },
    { value: false, text: FLAG_LABELS[name]?.false },
  ];
  return (
    <fieldset className="p-3">
      <legend className="sr-only">{label}</legend>
      {choices.map(({ value, text }) => (
        <label key={String(value)} className="flex min-h-7 items-center gap-2">
          <input
            type="radio"
            name={name}
            className="size-4 accent-accent"
            checked={current === value}
            onChange={() =>
              onChange(
                value === null
                  ? removeFilter(filters, { name, text: String(current) })
                  : addFilter(filters, { name, text: String(value) }),
              )
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

function OptionsSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-3">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-4 w-36" />
    </div>
  );
}

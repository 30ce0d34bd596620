import { type SQL, sql } from "drizzle-orm";
import type { Choice, OutcomeFilter, SessionFilters } from "@/lib/sessions/session-query";

/** The kinds of facets, each with a filter of its name. */
export const facetKeys = ["model", "tag", "outcome", "error"] as const;
export type FacetKey = (typeof facetKeys)[number];

/** By kind: what the filters ask of `f.facets`; [] when they ask nothing. */
const conditions: Record<FacetKey, (filters: SessionFilters) => SQL[]> = {
  model: ({ model }) => choiceConditions(model, (value) => facet("model", value)),
  tag: ({ tag }) => choiceConditions(tag, (value) => facet("tag", value)),
  outcome: ({ outcome }) => [
    ...(outcome.include.length > 0 ? [anyOutcome(outcome.include)] : []),
    ...outcome.exclude.map((one) => sql`not ${anyOutcome([one])}`),
  ],
  error: ({ error }) => (error === null ? [] : [error ? hasError : sql`not ${hasError}`]),
};

const hasError = sql`f.facets @> array['["error"]']`;

/** Stands for the facet set of a session without facets. */
export const noFacetSet = sql.raw("'00000000-0000-0000-0000-000000000000'::uuid");

/** A project's facet sets, with the empty one, as `f`. */
export function facetSetsOf(projectId: number): SQL {
  return sql`(
    select id, facets from facet_sets where project_id = ${projectId}
    union all select ${noFacetSet}, '{}'::text[]
  ) f`;
}

/** What the filters ask of `f.facets` for this kind; [] when they ask nothing. */
export function facetSetConditions(filters: SessionFilters, key: FacetKey): SQL[] {
  return conditions[key](filters);
}

function choiceConditions({ include, exclude }: Choice<string>, toFacet: (value: string) => SQL) {
  return [
    ...(include.length > 0 ? [overlaps(include.map(toFacet))] : []),
    ...(exclude.length > 0 ? [sql`not ${overlaps(exclude.map(toFacet))}`] : []),
  ];
}

function anyOutcome(outcomes: OutcomeFilter[]): SQL {
  const present = outcomes.flatMap((one) =>
    one.match === "missing"
      ? []
      : [facet("outcome", one.name, ...(one.match === "label" ? [one.label] : []))],
  );
  const missing = outcomes.filter(({ match }) => match === "missing");
  const parts = [
    ...(present.length > 0 ? [overlaps(present)] : []),
    ...missing.map(({ name }) => sql`not ${overlaps([facet("outcome", name)])}`),
  ];
  return sql`(${sql.join(parts, sql` or `)})`;
}

function overlaps(facets: SQL[]): SQL {
  return sql`f.facets && array[${sql.join(facets, sql`, `)}]`;
}

/** As refresh_sessions() writes it. */
function facet(...parts: string[]): SQL {
  return sql`jsonb_build_array(${sql.join(
    parts.map((part) => sql`${part}::text`),
    sql`, `,
  )})::text`;
}

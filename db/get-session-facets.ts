import { sql } from "drizzle-orm";
import { outcome as outcomeCodec } from "@/lib/sessions/choice-codecs";
import type { FacetValue, SessionFacets } from "@/lib/sessions/session-figures";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { database } from "./client";
import { readFacet } from "./facets";
import { sessionConditions } from "./session-conditions";

const facetKeys = ["model", "tag", "outcome", "error"] as const;
const mostValues = 200;

/** How many sessions each value has under the filters, leaving out the facet's own; the most
 * frequent first. */
export async function getSessionFacets(
  projectId: number,
  filters: SessionFilters,
): Promise<SessionFacets> {
  const [model, tag, outcome, error] = await Promise.all(
    facetKeys.map((key) => countFacet(projectId, filters, key)),
  );
  return { model: model ?? [], tag: tag ?? [], outcome: outcome ?? [], error: error ?? [] };
}

async function countFacet(
  projectId: number,
  filters: SessionFilters,
  key: (typeof facetKeys)[number],
): Promise<FacetValue[]> {
  const rows = await database().db.execute<{ facet: string; count: number }>(sql`
    with sets as (
      select facet_set_id, count(*) as count from sessions
      where ${sessionConditions(projectId, filters, key)} and facet_set_id is not null
      group by facet_set_id
    )
    select facet, sum(sets.count)::int as count
    from sets join facet_sets f on f.id = sets.facet_set_id, unnest(f.facets) facet
    where facet like ${`["${key}"%`}
    group by facet order by 2 desc, 1 limit ${mostValues}`);
  return rows.flatMap(({ facet, count }) => {
    const value = facetText(facet);
    return value === null ? [] : [{ value, count }];
  });
}

function facetText(text: string): string | null {
  const facet = readFacet(text);
  if (facet === null) return null;
  if (facet.key === "error") return "true";
  if (facet.key !== "outcome") return facet.value;
  return facet.label === null
    ? null
    : outcomeCodec.write({ name: facet.name, match: "label", label: facet.label });
}

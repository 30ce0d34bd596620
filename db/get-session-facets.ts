import { type SQL, sql } from "drizzle-orm";
import { outcome as outcomeCodec } from "@/lib/sessions/choice-codecs";
import { emptySessionFilters } from "@/lib/sessions/parse-session-query";
import type { SessionFacets } from "@/lib/sessions/session-figures";
import type { SessionFilters } from "@/lib/sessions/session-query";
import { database } from "./client";
import { type FacetKey, facetKeys, facetSetConditions, facetSetsOf } from "./facet-set-conditions";
import { type Facet, readFacet } from "./facets";
import { matchingSessions } from "./matching-sessions";
import { askedOfFacets } from "./session-conditions";
import { dailyTally, facetTally, type TallyScope, tallyScope } from "./session-tallies";

const mostValues = 200;

/** Sessions by facet set (facet_set_id, sessions), and what the sets must meet to count for a kind. */
interface Scan {
  sets: SQL;
  kinds: { key: FacetKey; where: SQL[] }[];
}

/** How many sessions each value has under the filters, leaving out the facet's own; the most
 * frequent first. */
export async function getSessionFacets(
  projectId: number,
  filters: SessionFilters,
): Promise<SessionFacets> {
  const facets: SessionFacets = { model: [], tag: [], outcome: [], error: [] };
  const scope = tallyScope(projectId, filters, Date.now());
  const counts =
    scope && askedOfFacets(filters).length === 0
      ? await rank(facetTally(scope))
      : await countScans(projectId, await planScans(projectId, filters, scope));
  for (const { facet, count } of counts) {
    const read = readFacet(facet);
    if (read) facets[read.key].push({ value: writeFacet(read), count });
  }
  return facets;
}

function writeFacet(facet: Facet): string {
  if (facet.key === "error") return "true";
  if (facet.key !== "outcome") return facet.value;
  return facet.label === null
    ? outcomeCodec.write({ name: facet.name, match: "any" })
    : outcomeCodec.write({ name: facet.name, match: "label", label: facet.label });
}

/** The rollups are read once for all kinds. Rows are read once for the kinds that have no filter of
 * their own, and once for each other. */
async function planScans(
  projectId: number,
  filters: SessionFilters,
  scope: TallyScope | null,
): Promise<Scan[]> {
  if (scope) {
    const kinds = facetKeys.map((key) => ({ key, where: askedOfFacets(filters, key) }));
    return [{ sets: dailyTally(scope), kinds }];
  }
  const isFiltered = (key: FacetKey) => facetSetConditions(filters, key).length > 0;
  const scan = async (keys: FacetKey[], under: SessionFilters): Promise<Scan> => ({
    sets: (await matchingSessions(projectId, under))(sql`facet_set_id, 1 as sessions`),
    kinds: keys.map((key) => ({ key, where: [] })),
  });
  const open = emptySessionFilters();
  const others = facetKeys.filter((key) => !isFiltered(key));
  return Promise.all([
    ...(others.length > 0 ? [scan(others, filters)] : []),
    ...facetKeys.filter(isFiltered).map((key) => scan([key], { ...filters, [key]: open[key] })),
  ]);
}

async function countScans(projectId: number, scans: Scan[]): Promise<FacetCount[]> {
  return (await Promise.all(scans.map((scan) => countSets(projectId, scan)))).flat();
}

async function countSets(projectId: number, { sets, kinds }: Scan): Promise<FacetCount[]> {
  const column = (key: FacetKey) => sql.identifier(`counts_${key}`);
  return rank(sql`
    with counted as materialized (
      select facet_set_id, sum(sessions) as sessions from (${sets}) tally
      group by facet_set_id having sum(sessions) <> 0
    ), marked as materialized (
      select counted.sessions, f.facets, ${sql.join(
        kinds.map(({ key, where }) => sql`${allOf(where)} as ${column(key)}`),
        sql`, `,
      )}
      from counted join ${facetSetsOf(projectId)} on f.id = counted.facet_set_id
    )
    select facet, sessions from marked, unnest(facets) facet
    where ${sql.join(
      kinds.map(({ key }) => sql`(${column(key)} and facet like ${`["${key}"%`})`),
      sql` or `,
    )}`);
}

interface FacetCount extends Record<string, unknown> {
  facet: string;
  count: number;
}

/** Adds up rows of (facet, sessions); the most frequent of each kind. Names of outcomes stand for no
 * value. */
async function rank(rows: SQL): Promise<FacetCount[]> {
  return database().db.execute<FacetCount>(sql`
    with named as materialized (
      select facet, sum(sessions)::int as count from (${rows}) counts
      group by facet having sum(sessions) > 0
    ), ranked as (
      select facet, count, row_number() over (partition by facet::jsonb -> 0 order by count desc, facet) as place
      from named
      where facet not like '["outcome"%' or jsonb_array_length(facet::jsonb) = 3
    )
    select facet, count from ranked where place <= ${mostValues} order by count desc, facet`);
}

function allOf(conditions: SQL[]): SQL {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

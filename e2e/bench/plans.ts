import { drizzle } from "drizzle-orm/postgres-js";
import { database, replaceDatabase } from "@/db/client";
import { getSessionActivity } from "@/db/get-session-activity";
import { getSessionFacets } from "@/db/get-session-facets";
import { getSessionStats } from "@/db/get-session-stats";
import { listSessions } from "@/db/list-sessions";
import { parseSessionQuery } from "@/lib/sessions/parse-session-query";
import type { SessionQuery } from "@/lib/sessions/session-query";
import type { Dataset } from "./dataset/describe-dataset";

type Ask = (projectId: number, query: SessionQuery) => Promise<unknown>;

/** Prints the plan of every statement that the product sends for lists, filters, text and facets. */
export async function printPlans(dataset: Dataset): Promise<void> {
  const { sql } = database();
  const sent: { query: string; params: unknown[] }[] = [];
  const logger = {
    logQuery: (query: string, params: unknown[]) => void sent.push({ query, params }),
  };
  replaceDatabase({ sql, db: drizzle(sql, { logger }) });
  const [project] = await sql<{ id: number }[]>`
    select id from projects where name = ${dataset.project}`;
  for (const [name, { ask, search }] of Object.entries(questions(dataset))) {
    const { query } = parseSessionQuery(new URLSearchParams(search));
    await ask(project?.id ?? 0, query);
    for (const { query: text, params } of sent.splice(0)) {
      const rows = await sql.unsafe<{ "QUERY PLAN": string }[]>(
        `explain (analyze, buffers, costs off) ${text}`,
        params.map((param) => (typeof param === "boolean" ? param : String(param))),
      );
      console.log(`\n== ${name}\n${text}\n-- ${JSON.stringify(params)}`);
      console.log(rows.map((row) => row["QUERY PLAN"]).join("\n"));
    }
  }
}

function questions({ user, tag, metadata, outcome, words }: Dataset) {
  const label = `${outcome.name}:${outcome.label}`;
  const list: Ask = listSessions;
  const facets: Ask = (projectId, { filters }) => getSessionFacets(projectId, filters);
  const figures: Ask = (projectId, { filters }) =>
    Promise.all([getSessionStats(projectId, filters), getSessionActivity(projectId, filters)]);
  const asked: Record<string, { ask: Ask; search: Record<string, string> }> = {
    "list by last activity": { ask: list, search: {} },
    "list by cost": { ask: list, search: { sort: "costUsd" } },
    "filter: user": { ask: list, search: { user } },
    "filter: outcome, 30 days, by cost": {
      ask: list,
      search: { outcome: label, range: "30d", sort: "costUsd" },
    },
    "filter: error and tokens": { ask: list, search: { error: "true", tokens: "2000..20000" } },
    "filter: metadata": { ask: list, search: { metadata: `${metadata.key}:${metadata.value}` } },
    "filter: tag": { ask: list, search: { tag } },
    "filter: nothing matches": { ask: list, search: { tokens: "900000000..", sort: "durationMs" } },
    "text: rare": { ask: list, search: { q: words.rare } },
    "text: common": { ask: list, search: { q: words.common } },
    "facets, 30 days": { ask: facets, search: { range: "30d" } },
    "stats and activity": { ask: figures, search: {} },
  };
  return asked;
}

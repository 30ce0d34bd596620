import type { ParameterOrJSON, Sql } from "postgres";
import { database } from "@/db/client";
import { getSessionActivity } from "@/db/get-session-activity";
import { getSessionFacets } from "@/db/get-session-facets";
import { getSessionStats } from "@/db/get-session-stats";
import { listSessions } from "@/db/list-sessions";
import { parseSessionQuery } from "@/lib/sessions/parse-session-query";
import type { SessionQuery } from "@/lib/sessions/session-query";
import type { Dataset } from "./dataset/describe-dataset";
import { filterQuestions } from "./measures/filters";
import { textKinds } from "./measures/text";

type Ask = (projectId: number, query: SessionQuery) => Promise<unknown>;

/** Prints the plan of every statement that the product sends for lists, filters, text and facets. */
export async function printPlans(dataset: Dataset): Promise<void> {
  const { sql } = database();
  const [project] = await sql<{ id: number }[]>`
    select id from projects where name = ${dataset.project}`;
  for (const { name, ask, search } of questions(dataset)) {
    const { query } = parseSessionQuery(new URLSearchParams(search));
    const asked = () => ask(project?.id ?? 0, query);
    await asked();
    for (const { text, parameters } of await statementsOf(sql, asked)) {
      const rows = await sql.unsafe<{ "QUERY PLAN": string }[]>(
        `explain (analyze, buffers, costs off) ${text}`,
        parameters,
      );
      console.log(`\n== ${name}\n${text.trim()}\n-- ${cut(JSON.stringify(parameters))}`);
      console.log(executed(rows.map((row) => cut(row["QUERY PLAN"]))).join("\n"));
    }
  }
}

/** Without the nodes that were not needed, such as most weeks', and what stands below them. */
function executed(lines: string[]): string[] {
  let unused = Infinity;
  return lines.filter((line) => {
    const depth = line.search(/\S/);
    if (depth > unused) return false;
    unused = line.includes("(never executed)") ? depth : Infinity;
    return unused === Infinity;
  });
}

/** Lists of keys, of thousands. */
function cut(text: string): string {
  return text.length > longestLine
    ? `${text.slice(0, longestLine)}… (${text.length} characters)`
    : text;
}

const longestLine = 240;

type Statement = { text: string; parameters: ParameterOrJSON<never>[] };

async function statementsOf(sql: Sql, work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  sql.options.debug = (_connection, text, parameters) => void sent.push({ text, parameters });
  try {
    await work();
  } finally {
    sql.options.debug = false;
  }
  return sent.filter(({ text }) => /^\s*(select|with)\b/i.test(text));
}

interface Question {
  name: string;
  ask: Ask;
  search: Record<string, string>;
}

function questions(dataset: Dataset): Question[] {
  const list: Ask = listSessions;
  const facets: Ask = (projectId, { filters }) => getSessionFacets(projectId, filters);
  const figures: Ask = (projectId, { filters }) =>
    Promise.all([getSessionStats(projectId, filters), getSessionActivity(projectId, filters)]);
  return [
    { name: "list by last activity", ask: list, search: {} },
    { name: "list by cost", ask: list, search: { sort: "costUsd" } },
    ...filterQuestions(dataset).map((question) => ({ ...question, ask: list })),
    ...textKinds.map((kind) => ({
      name: `text: ${kind}`,
      ask: list,
      search: { q: dataset.words[kind] },
    })),
    { name: "facets, 30 days", ask: facets, search: { range: "30d" } },
    { name: "stats and activity", ask: figures, search: {} },
  ];
}

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Database } from "@/db/client";

const functionsFolder = path.join(process.cwd(), "db", "functions");

let known: { text: string; version: string } | undefined;

/** Stands as the comment of the schema `code` once that holds the functions of this version. */
export function functionsVersion(): string {
  return readFunctions().version;
}

/** Makes the schema `code` anew from db/functions, unless it is what they say. The caller keeps
 * other processes away. */
export async function defineFunctions({ sql }: Pick<Database, "sql">): Promise<void> {
  const { text, version } = readFunctions();
  const [there] = await sql<{ version: string | null }[]>`
    select obj_description(to_regnamespace('code'), 'pg_namespace') as version`;
  if (there?.version === version) return;
  // One text, so one transaction: who writes meanwhile meets the old functions or the new.
  await sql
    .unsafe(
      `set local search_path = code, public; set local check_function_bodies = off;
       drop schema if exists code cascade; create schema code; ${text}
       comment on schema code is '${version}';`,
    )
    .simple();
}

function readFunctions() {
  known ??= hashFiles();
  return known;
}

function hashFiles() {
  const files = fs.readdirSync(functionsFolder).sort();
  const text = files
    .map((file) => fs.readFileSync(path.join(functionsFolder, file), "utf8"))
    .join("\n");
  return { text, version: createHash("sha256").update(text).digest("hex") };
}

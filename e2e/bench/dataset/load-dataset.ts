import fs from "node:fs";
import path from "node:path";
import { database, databaseAddress, openDatabase } from "@/db/client";
import { ingestSpans } from "@/db/ingest-spans";
import { migrateDatabase } from "@/db/migrate";
import { putAnnotations } from "@/db/put-annotations";
import { seededRandom } from "@/db/testing/random-spans";
import { decodeTraces } from "@/lib/otlp/decode-traces";
import { encodeTraces } from "@/lib/otlp/encode-traces";
import type { Span } from "@/lib/otlp/span";
import { settings } from "@/lib/settings";
import { copySessions } from "./copy-sessions";
import { type Dataset, describeDataset } from "./describe-dataset";
import { chooseJudgements } from "./judgements";
import { benchProject, makeTurn, startConversation } from "./make-turn";

/** Changes with whatever changes the data, so that an old set is not taken for a new one. */
const version = 2;
const seed = 42;
const baseSessions = 5_000;
const fullUsers = 50_000;
const spanMs = 90 * 86_400_000;
/** The longest conversation of the base takes about this long. */
const tailMs = 4 * 3_600_000;
const longTurns = [10, 300, 3_000];
/** So that a million sessions take 36 GB: 2.4 KB a span, 4.6 spans a trace. */
const smallSpans = { scale: 0.6, skew: 6 };
const atOnce = 512;

/**
 * Fills the database that database() answers with, once: sessions are made and stored the way the
 * product does it, then multiplied in the database. Deterministic but for its end, which is now.
 */
export async function loadDataset(options: {
  sessions: number;
  log: (line: string) => void;
}): Promise<Dataset> {
  const { sessions, log } = options;
  await migrateDatabase();
  const file = path.join(settings().dataDir, `bench-${version}-${seed}-${sessions}.json`);
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
  const { sql } = database();
  const [filled] = await sql`select 1 from sessions limit 1`;
  if (filled) throw new Error("This folder holds another data set: name a new one with --data.");
  const started = Date.now();
  const lastMs = started - tailMs - 900_000;
  const base = Math.min(baseSessions, sessions - longTurns.length);
  const stepMs = spanMs / Math.ceil(sessions / base);
  const users = Math.round((fullUsers * sessions) / 1_000_000);
  await storeBase({ count: base, users, firstMs: lastMs - spanMs, stepMs }, log);
  const there = base + longTurns.length;
  const times = { stepMs, firstMs: lastMs - spanMs, lastMs: started };
  await copySessions({ wanted: sessions, there, users, ...times }, log);
  await finish(log);
  const dataset = await describeDataset(benchProject, (Date.now() - started) / 1000);
  fs.writeFileSync(file, JSON.stringify(dataset));
  return dataset;
}

async function storeBase(
  base: { count: number; users: number; firstMs: number; stepMs: number },
  log: (line: string) => void,
): Promise<void> {
  const random = seededRandom(seed);
  const waiting: Span[] = [];
  const flush = async (least: number) => {
    while (waiting.length >= least && waiting.length > 0) {
      const body = encodeTraces(waiting.splice(0, atOnce), "protobuf");
      await ingestSpans(decodeTraces(body, "protobuf").spans, null);
    }
  };
  for (let index = 0; index < base.count + longTurns.length; index += 1) {
    const long = longTurns[index - base.count];
    const conversation = startConversation(random, {
      sessionId: long === undefined ? `session-${index}` : `turns-${long}`,
      userId: `user-${Math.floor(base.users * random() ** 1.5)}`,
      atMs: Math.floor(base.firstMs + base.stepMs * random()),
      ...smallSpans,
    });
    const turns = long ?? traceCount(random());
    for (let turn = 0; turn < turns; turn += 1) waiting.push(...makeTurn(random, conversation));
    await flush(atOnce);
    if (index % 1_000 === 999) log(`stored ${index + 1} of ${base.count} base sessions`);
  }
  await flush(1);
  const ids = Array.from({ length: base.count }, (_, index) => `session-${index}`);
  const judgements = ids.flatMap((id) => chooseJudgements(random, id));
  const { sql } = database();
  const [project] = await sql<
    { id: number }[]
  >`select id from projects where name = ${benchProject}`;
  if (!project) throw new Error("The base made no project.");
  for (let first = 0; first < judgements.length; first += 100) {
    await putAnnotations(judgements.slice(first, first + 100), project.id);
  }
}

/** 78 of 100 sessions have one trace; the others up to 300, few of them many. */
function traceCount(chance: number): number {
  if (chance < 0.78) return 1;
  return Math.min(300, Math.floor(2 * ((1 - chance) / 0.22) ** (-1 / 1.35)));
}

/** Settles the base, folds the rollups and brings the statistics up to date. */
async function finish(log: (line: string) => void): Promise<void> {
  const own = openDatabase(databaseAddress(), 1, 0);
  try {
    const { sql } = own;
    const now = new Date(Date.now() + 3_600_000).toISOString();
    const since = sql`${now}::text::timestamptz`;
    await sql`select settle_sessions(${since}, ${since}, ${since}, 1000000)`;
    log("folding rollups");
    for (;;) {
      const [row] = await sql<{ folded: number }[]>`select fold_session_changes(50000) as folded`;
      if (!row || row.folded === 0) break;
    }
    log("vacuum analyze");
    await sql`vacuum analyze`;
    await sql`checkpoint`.catch(() => log("no right to make a checkpoint"));
  } finally {
    await own.sql.end();
  }
}

export type Unit = "ms" | "spans/s" | "rows/s" | "annotations/s" | "MB" | "MB/h" | "CPU s" | "";

interface Target {
  unit: Unit;
  /** null: no bound. */
  target: number | null;
}

/** Every figure there is. Latencies are p95 where the name does not say otherwise. */
export const targets = {
  "list: every order, first and far page": { unit: "ms", target: 20 },
  "list: the same, p50": { unit: "ms", target: 5 },
  "list: while 5,000 spans/s arrive": { unit: "ms", target: 40 },
  "filter: user": { unit: "ms", target: 30 },
  "filter: outcome": { unit: "ms", target: 30 },
  "filter: outcome, 30 days, by cost": { unit: "ms", target: 30 },
  "filter: error and tokens": { unit: "ms", target: 30 },
  "filter: metadata": { unit: "ms", target: 30 },
  "filter: tag": { unit: "ms", target: 30 },
  "adversarial: without outcome, tokens of nobody, by duration": { unit: "ms", target: 150 },
  "adversarial: user and metadata that never meet, by cost": { unit: "ms", target: 150 },
  "adversarial: nearly all, by errors from the fewest": { unit: "ms", target: 150 },
  "text: rare": { unit: "ms", target: 130 },
  "text: medium": { unit: "ms", target: 130 },
  "text: common": { unit: "ms", target: 130 },
  "text: absent": { unit: "ms", target: 130 },
  "text: phrase": { unit: "ms", target: 130 },
  "text: two": { unit: "ms", target: 130 },
  "facets: 7 days": { unit: "ms", target: 30 },
  "facets: 30 days": { unit: "ms", target: 60 },
  "facets: all": { unit: "ms", target: 120 },
  "stats: all": { unit: "ms", target: 150 },
  "activity: all": { unit: "ms", target: 150 },
  "users: every order": { unit: "ms", target: 50 },
  "session, 10 turns: API": { unit: "ms", target: 25 },
  "session, 10 turns: page": { unit: "ms", target: 25 },
  "session, 300 turns: API": { unit: "ms", target: 50 },
  "session, 300 turns: page": { unit: "ms", target: 50 },
  "session, 3,000 turns: API": { unit: "ms", target: 150 },
  "session, 3,000 turns: page": { unit: "ms", target: 150 },
  "browser: first rows, median": { unit: "ms", target: 500 },
  "browser: filter to rows, median": { unit: "ms", target: 300 },
  "browser: longest frame of the scroll": { unit: "ms", target: 50 },
  "browser: longest task of the scroll": { unit: "ms", target: null },
  "export: JSONL": { unit: "rows/s", target: 5_000 },
  "export: growth of memory": { unit: "MB", target: 150 },
  "annotations: 100 a request": { unit: "annotations/s", target: 2_000 },
  "ingest, protobuf": { unit: "spans/s", target: 10_000 },
  "ingest, protobuf: app, per 1,000 spans": { unit: "CPU s", target: null },
  "ingest, protobuf: Postgres, per 1,000 spans": { unit: "CPU s", target: null },
  "ingest, protobuf: client, per 1,000 spans": { unit: "CPU s", target: null },
  "ingest, json": { unit: "spans/s", target: 6_000 },
  "ingest, json: app, per 1,000 spans": { unit: "CPU s", target: null },
  "ingest, json: Postgres, per 1,000 spans": { unit: "CPU s", target: null },
  "ingest, json: client, per 1,000 spans": { unit: "CPU s", target: null },
  "soak: growth of the server's memory": { unit: "MB/h", target: null },
  "verify: stored figures that differ from a recount": { unit: "", target: 0 },
} as const satisfies Record<string, Target>;

export type FigureName = keyof typeof targets;

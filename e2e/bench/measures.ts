import type { Measure } from "./bench";
import { annotations } from "./measures/annotations";
import { browser } from "./measures/browser";
import { detail } from "./measures/detail";
import { exportSessions } from "./measures/export";
import { filters } from "./measures/filters";
import { ingest } from "./measures/ingest";
import { list } from "./measures/list";
import { listUnderIngest } from "./measures/list-under-ingest";
import { facets, totals, users } from "./measures/rollups";
import { soak } from "./measures/soak";
import { text } from "./measures/text";
import { verify } from "./measures/verify";

/** In the order in which they run: what only reads comes first. */
export const measures: Record<string, Measure> = {
  list,
  filters,
  text,
  facets,
  totals,
  users,
  detail,
  browser,
  export: exportSessions,
  annotations,
  "ingest-protobuf": ingest("protobuf"),
  "ingest-json": ingest("json"),
  "list-under-ingest": listUnderIngest,
  soak,
  verify,
};

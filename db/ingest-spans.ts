import { cleanText } from "@/lib/clean-text";
import { fitKey } from "@/lib/openinference/fit-key";
import { projectName } from "@/lib/openinference/project-name";
import type { AttributeMap, Span } from "@/lib/otlp/span";
import { ingest, type WrittenBatch, writeBatch } from "./ingest";
import { withIngestSlot } from "./ingest-slot";
import { ensurePartitions } from "./partitions";
import { takeProjectId } from "./projects";
import { toBatch } from "./span-batch";

/** Stores spans; they are on disk when it resolves. `projectOverride` takes the place of what the
 * resources say. Throws what the driver throws; nothing is stored then. */
export function ingestSpans(spans: Span[], projectOverride: string | null): Promise<void> {
  if (spans.length === 0) return Promise.resolve();
  // An await here would keep the spans, for the collection of garbage to move, until they are stored.
  return prepare(spans, projectOverride).then(store);
}

async function prepare(spans: Span[], projectOverride: string | null): Promise<WrittenBatch> {
  const override = projectOverride?.trim() ? fitKey(cleanText(projectOverride.trim())) : null;
  const projectIds = await takeProjectIds(spans, override);
  await ensurePartitions(startsMs(spans));
  return writeBatch(await toBatch(spans, projectIds, Date.now()));
}

async function store(batch: WrittenBatch): Promise<void> {
  await withIngestSlot(() => ingest(batch));
}

function* startsMs(spans: Span[]) {
  for (const { startUnixNano } of spans) yield Number(startUnixNano / 1_000_000n);
}

type ProjectIds = (resource: AttributeMap) => number;

async function takeProjectIds(spans: Span[], override: string | null): Promise<ProjectIds> {
  const ids = new Map<AttributeMap, number>();
  for (const { resource } of spans) {
    if (!ids.has(resource))
      ids.set(resource, await takeProjectId(override ?? projectName(resource)));
  }
  return (resource) => {
    const id = ids.get(resource);
    if (id === undefined) throw new Error("A span's resource has no project.");
    return id;
  };
}

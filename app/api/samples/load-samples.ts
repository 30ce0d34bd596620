import { ingestSpans } from "@/db/ingest-spans";
import { findProject } from "@/db/projects";
import { sessionKey } from "@/db/session-key";
import { readSessionRows } from "@/db/session-rows";
import { decodeTraces } from "@/lib/otlp/decode-traces";
import { generateSamples } from "@/lib/samples/generate-samples";
import { firstSampleSessionId, SAMPLE_SPAN_MS } from "@/lib/samples/plan-sessions";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";

export interface LoadedSamples {
  project: string;
  sessions: number;
  spans: number;
}

const seed = "colloquy";
let loading: Promise<LoadedSamples> | null = null;

/** Sends the sample conversations along the way of any export request. Loaded again, they keep the
 * times of the first load and change nothing; asked for while loading, there is one load. */
export function loadSamples(): Promise<LoadedSamples> {
  loading ??= load().finally(() => {
    loading = null;
  });
  return loading;
}

async function load(): Promise<LoadedSamples> {
  const now = (await firstLoadedAt()) ?? new Date();
  const sessions = new Set<unknown>();
  let spans = 0;
  for (const request of generateSamples({ seed, now })) {
    const decoded = decodeTraces(new TextEncoder().encode(JSON.stringify(request)), "json");
    await ingestSpans(decoded.spans, null);
    spans += decoded.spans.length;
    for (const { attributes } of decoded.spans) sessions.add(attributes.get("session.id"));
  }
  return { project: SAMPLE_PROJECT, sessions: sessions.size, spans };
}

/** null: not loaded yet. */
async function firstLoadedAt(): Promise<Date | null> {
  const project = await findProject(SAMPLE_PROJECT);
  if (!project) return null;
  const [first] = await readSessionRows([sessionKey(project.id, firstSampleSessionId(seed))]);
  return first ? new Date(Date.parse(first.startedAt) + SAMPLE_SPAN_MS) : null;
}

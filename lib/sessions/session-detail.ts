import type { Turn } from "@/lib/conversation/turn";
import type { Annotation, SessionRow } from "@/lib/sessions/session-row";

/** What the session page reads in one go: `GET …/sessions/{id}?view=page`. The public document of
 * the JSON pane is derived from it. */
export interface SessionDetail {
  session: SessionRow & { metadata: Record<string, unknown> };
  turns: Turn[];
  /** Of the session, its traces and its spans. */
  annotations: Annotation[];
}

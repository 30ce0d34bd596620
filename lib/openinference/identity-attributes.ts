/** Where spans name their session and user: the first that is not blank wins. A new vendor is a
 * new row. */

const ASSOCIATION = "traceloop.association.properties";

export const SESSION_ID_KEYS = [
  "session.id",
  "langfuse.session.id",
  "gen_ai.conversation.id",
  `${ASSOCIATION}.session_id`,
  `${ASSOCIATION}.sessionId`,
  `${ASSOCIATION}.chat_id`,
  `${ASSOCIATION}.conversation_id`,
  `${ASSOCIATION}.thread_id`,
  "lmnr.association.properties.session_id",
  "langsmith.trace.session_id",
  "langsmith.metadata.thread_id",
  "langsmith.metadata.session_id",
  "langsmith.metadata.conversation_id",
  "mlflow.trace.session",
  "gcp.vertex.agent.session_id",
  "ai.telemetry.metadata.sessionId",
  "ai.telemetry.metadata.session_id",
  "ai.telemetry.metadata.threadId",
  "ai.settings.context.sessionId",
  "ai.settings.context.threadId",
  "metadata.sessionId",
  "metadata.session_id",
  "metadata.threadId",
  "metadata.thread_id",
] as const;

/** Inside a JSON `metadata`. */
export const SESSION_ID_METADATA = ["session_id", "thread_id", "conversation_id"] as const;

export const SESSION_ID_LAST_KEYS = ["session_id"] as const;

export const USER_ID_KEYS = [
  "user.id",
  "langfuse.user.id",
  "enduser.id",
  `${ASSOCIATION}.user_id`,
  "ai.telemetry.metadata.userId",
  "ai.settings.context.userId",
  "metadata.userId",
] as const;

/** Inside a JSON `metadata`. */
export const USER_ID_METADATA = ["user_id"] as const;

export const USER_ID_LAST_KEYS = ["langsmith.metadata.user_id", "mlflow.trace.user"] as const;

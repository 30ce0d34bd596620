import { z } from "zod";
import { ApiError } from "@/lib/http/api-error";
import { annotationFields, targetIds } from "./annotation-input";

const { annotatorKind, identifier, ...judgement } = annotationFields;

const shared = {
  ...judgement,
  annotatorKind: annotatorKind.default("HUMAN"),
  identifier: identifier.default(""),
};

const schema = z
  .discriminatedUnion("target", [
    z.object({ ...shared, target: z.literal("session"), sessionId: targetIds.session }),
    z.object({ ...shared, target: z.literal("trace"), traceId: targetIds.trace }),
    z.object({
      ...shared,
      target: z.literal("span"),
      spanId: targetIds.span,
      traceId: targetIds.trace.nullish(),
    }),
  ])
  .refine(({ label, score, explanation }) => label !== null || score !== null || explanation, {
    message: "give a label, a score or an explanation",
    path: ["label"],
  });

/** The body of `POST /api/projects/{project}/annotations`. Throws a 400 that names the fields. */
export function parseAnnotation(body: unknown) {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const details = parsed.error.issues.map(({ path, message }) => ({
      field: path.join("."),
      message,
    }));
    const [first] = details;
    throw new ApiError(
      400,
      "invalid_annotation",
      `${first?.field || "The body"}: ${first?.message}.`,
      details,
    );
  }
  const { name, label, score, explanation, metadata, ...rest } = parsed.data;
  return {
    target: rest.target,
    ...idsOf(rest),
    name,
    label,
    score,
    explanation,
    metadata,
    annotatorKind: rest.annotatorKind,
    identifier: rest.identifier,
    source: "APP" as const,
  };
}

type Ids =
  | { target: "session"; sessionId: string }
  | { target: "trace"; traceId: string }
  | { target: "span"; spanId: string; traceId?: string | null };

function idsOf(ids: Ids): { targetId: string; traceId: string | null } {
  if (ids.target === "session") return { targetId: ids.sessionId, traceId: null };
  if (ids.target === "trace") return { targetId: ids.traceId, traceId: ids.traceId };
  return { targetId: ids.spanId, traceId: ids.traceId ?? null };
}

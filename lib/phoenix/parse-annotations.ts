import { z } from "zod";
import { ApiError } from "@/lib/http/api-error";
import { annotationFields, targetIds } from "@/lib/sessions/annotation-input";

export const maxAnnotations = 10_000;
const namedProblems = 20;

const { annotatorKind, name, identifier, label, score, explanation, metadata } = annotationFields;

const shared = {
  name,
  annotator_kind: annotatorKind,
  identifier: identifier.default(""),
  result: z.object({ label, score, explanation }).nullish(),
  metadata,
};

const items = {
  session: z.object({ ...shared, session_id: targetIds.session }),
  trace: z.object({ ...shared, trace_id: targetIds.trace }),
  span: z.object({ ...shared, span_id: targetIds.span }),
} as const;

const bodies = {
  session: z.object({ data: z.array(items.session) }),
  trace: z.object({ data: z.array(items.trace) }),
  span: z.object({ data: z.array(items.span) }),
} as const;

export type Target = keyof typeof items;
export type PostedAnnotation = ReturnType<typeof parseAnnotations>[number];

/** The body of `POST /v1/{target}_annotations` (Phoenix 20, openapi.json). Throws ApiErrors: 413,
 * 422 that names the items and fields. */
export function parseAnnotations(target: Target, body: unknown) {
  refuseTooMany(body);
  const parsed = bodies[target].safeParse(body);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data.data.map((item) => ({
    target,
    targetId: targetIdOf(item),
    name: item.name,
    identifier: item.identifier,
    label: item.result?.label ?? null,
    score: item.result?.score ?? null,
    explanation: item.result?.explanation ?? null,
    annotatorKind: item.annotator_kind,
    metadata: item.metadata,
    source: "API" as const,
  }));
}

function targetIdOf(item: z.infer<(typeof items)[Target]>): string {
  if ("session_id" in item) return item.session_id;
  return "trace_id" in item ? item.trace_id : item.span_id;
}

function refuseTooMany(body: unknown): void {
  const data = typeof body === "object" && body !== null && "data" in body ? body.data : null;
  if (Array.isArray(data) && data.length > maxAnnotations) {
    throw new ApiError(
      413,
      "too_many_annotations",
      `A request may carry ${maxAnnotations} annotations; this one has ${data.length}.`,
    );
  }
}

function invalid({ issues }: z.ZodError): ApiError {
  const problems = issues.map(({ path: [root, item, ...field], message }) => ({
    ...(typeof item === "number" ? { item } : {}),
    field: (typeof item === "number" ? field : [root, item, ...field])
      .filter((part) => part !== undefined)
      .join("."),
    message,
  }));
  const [first] = problems;
  const where = [
    first?.item === undefined ? null : `data[${first.item}]`,
    first?.field || null,
  ].filter((part) => part !== null);
  return new ApiError(
    422,
    "invalid_annotation",
    `${where.join(".") || "The body"}: ${first?.message ?? "is not valid"}.${
      problems.length > 1 ? ` ${problems.length - 1} more.` : ""
    }`,
    problems.slice(0, namedProblems),
  );
}

import { z } from "zod";
import { cleanText } from "@/lib/clean-text";
import { fitKey } from "@/lib/openinference/fit-key";
import { storedId } from "@/lib/openinference/stored-id";

const maxExplanationChars = 100_000;
const maxMetadataChars = 100_000;
const maxMetadataDepth = 20;

const requiredText = z.string().transform(storedId).pipe(z.string().min(1, "must not be blank"));

const hexId = (digits: number) =>
  z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`), `must be ${digits} hex digits`));

/** Ids, cleaned and fitted as they are when spans bring them. */
export const targetIds = { session: requiredText, trace: hexId(32), span: hexId(16) } as const;

/** What every way of writing an annotation has in common; blank is null. */
export const annotationFields = {
  name: requiredText,
  annotatorKind: z.enum(["LLM", "CODE", "HUMAN"]),
  identifier: z.string().transform((text) => fitKey(cleanText(text))),
  label: z
    .string()
    .nullish()
    .transform((text) => (text && storedId(text)) || null),
  score: z
    .unknown()
    .optional()
    .transform((value, context) => {
      const score = readScore(value);
      if (score === null || (typeof score === "number" && Number.isFinite(score))) return score;
      context.addIssue({ code: "custom", message: "must be a finite number" });
      return z.NEVER;
    }),
  explanation: z
    .string()
    .max(maxExplanationChars, `is longer than ${maxExplanationChars} characters`)
    .nullish()
    .transform((text) => (text && cleanText(text.trim())) || null),
  metadata: z
    .record(z.string(), z.unknown())
    .refine((value) => isWithin(value, maxMetadataDepth), {
      message: `is nested deeper than ${maxMetadataDepth} levels`,
      abort: true,
    })
    .refine(
      (value) => JSON.stringify(value).length <= maxMetadataChars,
      `is longer than ${maxMetadataChars} characters`,
    )
    .nullish()
    .transform((value) => value ?? null),
} as const;

/** Evaluators write true for 1 and numbers as text, as Phoenix lets them. */
function readScore(value: unknown): unknown {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string" && value.trim() !== "") return Number(value);
  return value ?? null;
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isWithin(inner, depth - 1));
}

import { z } from "zod";
import { cleanText } from "@/lib/clean-text";

/** Bounds on what a person or an evaluator writes; what is longer is refused, not cut. */
const cleaned = (max: number) => z.string().max(max).transform(cleanText);
const name = cleaned(200).pipe(z.string().trim().min(1, "must not be blank"));

/** At most this many levels deep and characters long as JSON. */
const metadata = z
  .record(z.string(), z.unknown())
  .refine((value) => isBounded(value, 20), "is nested too deeply")
  .refine((value) => JSON.stringify(value).length <= 100_000, "is longer than 100,000 characters");

export const annotatorKind = z.enum(["LLM", "CODE", "HUMAN"]);

/** The judgement itself, as Phoenix's API nests it. */
export const annotationResult = z.object({
  label: cleaned(500).nullish(),
  score: z.number().nullish(),
  explanation: cleaned(20_000).nullish(),
});

export const annotationFields = {
  name,
  annotatorKind,
  identifier: cleaned(500).nullish(),
  metadata: metadata.nullish(),
};

function isBounded(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isBounded(inner, depth - 1));
}

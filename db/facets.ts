/** The texts that jsonb_build_array makes of a facet in SQL: ["model", "gpt-4o"]. */
export type Facet =
  | { key: "model" | "tag"; value: string }
  | { key: "outcome"; name: string; label: string | null }
  | { key: "error" };

/** null for what this version does not know. */
export function readFacet(text: string): Facet | null {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts)) return null;
  const [key, first, second]: unknown[] = parts;
  if (key === "error") return { key };
  if (typeof first !== "string") return null;
  if (key === "model" || key === "tag") return { key, value: first };
  if (key !== "outcome") return null;
  return { key, name: first, label: typeof second === "string" ? second : null };
}

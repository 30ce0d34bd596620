import { storedId } from "@/lib/openinference/stored-id";
import { readAnnotationCursor } from "./annotation-cursor";
import type { Target } from "./parse-annotations";
import { invalidParameter, readPage } from "./read-page";

const maxIds = 1_000;
const page = { defaultLimit: 10, maxLimit: 10_000 };

export type AnnotationQuery = ReturnType<typeof readAnnotationQuery>;

/** The query of `GET /v1/projects/{project}/{target}_annotations` (Phoenix 20, openapi.json).
 * Empty lists ask nothing; ids or identifiers must be given. Throws 422s. */
export function readAnnotationQuery(target: Target, parameters: URLSearchParams) {
  const idsName = `${target}_ids`;
  const ids = readTexts(parameters, idsName).map((id) =>
    target === "session" ? id : id.toLowerCase(),
  );
  const identifiers = readTexts(parameters, "identifier");
  if (ids.length === 0 && identifiers.length === 0) {
    throw invalidParameter(idsName, "or identifier must be given");
  }
  const { limit, cursor } = readPage(parameters, page);
  const from = cursor === null ? null : readAnnotationCursor(cursor);
  if (cursor !== null && from === null) throw invalidParameter("cursor", "is not a cursor");
  return {
    ids,
    identifiers,
    includeNames: readTexts(parameters, "include_annotation_names"),
    excludeNames: readTexts(parameters, "exclude_annotation_names"),
    limit,
    from,
  };
}

function readTexts(parameters: URLSearchParams, name: string): string[] {
  const texts = parameters.getAll(name);
  if (texts.length > maxIds) throw invalidParameter(name, `may be given ${maxIds} times`);
  return [...new Set(texts.map(storedId))].filter((text) => text !== "");
}

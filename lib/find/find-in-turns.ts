import type { Turn } from "@/lib/conversation/turn";
import { type JsonMatch, searchJson } from "@/lib/json/search-json";
import { findText } from "./fold-case";
import { type TurnPlace, turnPlaces } from "./turn-places";

export interface TurnMatch {
  /** Position of the turn in the list. */
  at: number;
  place: string;
  /** Which occurrence within the place, from 0. */
  occurrence: number;
  /** Offset in a text; null: within JSON. */
  offset: number | null;
  json: JsonMatch | null;
}

export const MAX_TURN_MATCHES = 5_000;

/** Every occurrence in the conversation, in the order of reading, up to MAX_TURN_MATCHES; yields
 * after every turn. */
export function* findInTurns(
  turns: readonly Turn[],
  query: string,
  rendered: boolean,
): Generator<TurnMatch[], void> {
  let left = MAX_TURN_MATCHES;
  for (const [at, turn] of turns.entries()) {
    const found: TurnMatch[] = [];
    for (const place of cachedPlaces(turn, rendered)) {
      for (const match of findInPlace(place, query)) {
        if (left-- <= 0) break;
        found.push({ at, place: place.key, ...match });
      }
    }
    yield found;
    if (left <= 0) return;
  }
}

function findInPlace({ content }: TurnPlace, query: string): Omit<TurnMatch, "at" | "place">[] {
  if (content.type === "text") {
    return findText(content.text, query, MAX_TURN_MATCHES).map((offset, occurrence) => ({
      occurrence,
      offset,
      json: null,
    }));
  }
  return Array.from(searchJson(content.value, query))
    .flat()
    .map((json, occurrence) => ({ occurrence, offset: null, json }));
}

const cache = {
  rendered: new WeakMap<Turn, TurnPlace[]>(),
  plain: new WeakMap<Turn, TurnPlace[]>(),
};

function cachedPlaces(turn: Turn, rendered: boolean): TurnPlace[] {
  const places = cache[rendered ? "rendered" : "plain"];
  const present = places.get(turn);
  if (present) return present;
  const made = turnPlaces(turn, rendered);
  places.set(turn, made);
  return made;
}

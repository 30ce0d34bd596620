/** Where a reader left a list, for the way back to it. */
export interface ListPlace {
  scrollTop: number;
  sessionId: string | null;
}

const MOST = 50;
const places = new Map<string, ListPlace>();

export function rememberListPlace(project: string, search: string, place: ListPlace) {
  const key = JSON.stringify([project, search]);
  places.delete(key);
  places.set(key, place);
  const [oldest] = places.keys();
  if (places.size > MOST && oldest !== undefined) places.delete(oldest);
}

export function readListPlace(project: string, search: string): ListPlace | null {
  return places.get(JSON.stringify([project, search])) ?? null;
}

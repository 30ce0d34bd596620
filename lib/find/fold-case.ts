/** Lower case at the same length, so that an offset found in it holds in the original. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let folded = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    const one = unit.toLowerCase();
    folded += one.length === 1 ? one : unit;
  }
  return folded;
}

/** Offsets of a query in a text, without overlaps, whatever the case; at most `limit`. */
export function findText(text: string, query: string, limit = Number.POSITIVE_INFINITY): number[] {
  const offsets: number[] = [];
  if (query === "" || query.length > text.length) return offsets;
  const haystack = foldCase(text);
  const needle = foldCase(query);
  for (let at = haystack.indexOf(needle); at >= 0 && offsets.length < limit; ) {
    offsets.push(at);
    at = haystack.indexOf(needle, at + needle.length);
  }
  return offsets;
}

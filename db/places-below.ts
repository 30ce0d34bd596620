/** For each item, whether its parents lead to one that has none: false for the topmost themselves,
 * and for those that only lead into a circle. */
export function placesBelow<T>(items: T[], parentOf: (item: T) => T | undefined): boolean[] {
  const endsAtTop = new Map<T, boolean>();
  for (const item of items) {
    const path = new Set<T>();
    let at: T | undefined = item;
    while (at !== undefined && !endsAtTop.has(at) && !path.has(at)) {
      path.add(at);
      at = parentOf(at);
    }
    const ends = at === undefined || endsAtTop.get(at) === true;
    for (const one of path) endsAtTop.set(one, ends);
  }
  return items.map((item) => parentOf(item) !== undefined && endsAtTop.get(item) === true);
}

/** How many rows each way of finding sessions may look at before another is taken. This decides what
 * a list costs, never what it shows. */
export const effort = {
  /** Sessions that one filter is known to leave, taken by their keys. */
  keys: 8_000,
  keysOnSecondLook: 40_000,
  /** More keys than this are looked for along the order first: its index has them all, and no rows
   * need be read. */
  gatheredKeys: 1_500,
  keyWalk: 32_000,
  /** Facet sets that are named one by one. */
  facetSets: 1_000,
  /** More rows than this, by the planner's guess, are not counted up to `keys`. Above the 100,000 that
   * Citus always guesses. */
  estimatedMany: 120_000,
  /** Of these, several may be of one session. */
  estimatedSample: 2_000,
  /** Sessions that stand for all of those that are too many to count; and where another table is asked
   * about each. */
  sample: 1_000,
  foreignSample: 300,
  /** Sessions along the order; and where another table is asked about each. */
  walk: 8_000,
  facetWalk: 1_000,
  foreignWalk: 16_000,
  secondForeignWalk: 64_000,
  /** Sessions along the order, before their texts are asked; texts that are asked for all at once. */
  firstTextWalk: 500,
  textWalk: 4_000,
  /** So few that no other word is asked for. */
  saidByFew: 1_000,
};

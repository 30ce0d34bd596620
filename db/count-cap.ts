/** Counts of what is listed are exact up to here. */
export const countCap = 10_000;

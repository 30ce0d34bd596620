/** Whether a text that begins as ISO 8601 ("2026-02-28T10:00:00" or with a blank for the T) names a
 * day and a time that exist in the years 1 to 9999; Postgres refuses others. */
export function isRealTime(text: string): boolean {
  const iso = `${text.slice(0, 10)}T${text.slice(11, 19)}`;
  const ms = Date.parse(`${iso}Z`);
  return !iso.startsWith("0000") && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso);
}

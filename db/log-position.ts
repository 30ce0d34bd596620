/** Whether one place in Postgres' write-ahead log (pg_lsn, like 16/B374D848) is at or past another;
 * what is no place has reached none, and no place but one can be reached. */
export function hasReached(position: string | null, wanted: string): boolean {
  const at = toBytes(position);
  const to = toBytes(wanted);
  return at !== null && to !== null && at >= to;
}

function toBytes(position: string | null): bigint | null {
  const parts = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(position ?? "");
  if (!parts) return null;
  return (BigInt(`0x${parts[1]}`) << 32n) | BigInt(`0x${parts[2]}`);
}

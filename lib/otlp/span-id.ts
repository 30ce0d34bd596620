const traceIdPattern = /^[0-9a-f]{32}$/;
const spanIdPattern = /^[0-9a-f]{16}$/;
const zero = "0".repeat(32);

/** null: not an id of 16 bytes that are not all zero. */
export function toTraceId(hex: string): string | null {
  const id = hex.toLowerCase();
  return traceIdPattern.test(id) && id !== zero ? id : null;
}

/** null: not an id of 8 bytes that are not all zero. */
export function toSpanId(hex: string): string | null {
  const id = hex.toLowerCase();
  return spanIdPattern.test(id) && !isNoSpanId(id) ? id : null;
}

/** How exporters say that there is no parent. */
export function isNoSpanId(hex: string): boolean {
  return hex === "" || (hex.length === 16 && zero.startsWith(hex));
}

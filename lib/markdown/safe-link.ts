const PROTOCOLS = new Set(["http:", "https:", "mailto:"]);

/** The address when a reader may follow it, else null: span content comes from strangers. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address.trim());
    return PROTOCOLS.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The words of a text, as they are indexed and looked for. Postgres would read tags, addresses and
 * paths into the rest: it drops some of them, and takes minutes for 100 kB of "a_a_a_". */
export function searchWords(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}

/** Text that Postgres takes: NUL and lone surrogates become U+FFFD. */
export function cleanText(text: string): string {
  if (text.isWellFormed() && !text.includes("\0")) return text;
  // replaceAll takes seconds for megabytes of NUL.
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at) || 0xfffd;
  return utf16.decode(units);
}

const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

/** At most `max` UTF-16 units, never half a character; what is cut ends in "…". */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(max - 2)) ? max - 2 : max - 1;
  return `${text.slice(0, end)}…`;
}

const CUT_CHARACTERS = 2_500;
const CUT_LINES = 40;
/** Cutting off less than this is not worth a click. */
const SLACK = 1.5;

/** How much of a long text is shown at first; its whole length when it is not long. */
export function cutMessage(text: string): number {
  const lineEnd = endOfLine(text, CUT_LINES * SLACK);
  if (text.length <= CUT_CHARACTERS * SLACK && lineEnd === null) return text.length;
  const cut = Math.min(CUT_CHARACTERS, endOfLine(text, CUT_LINES) ?? text.length);
  return /[\uD800-\uDBFF]/.test(text.charAt(cut - 1)) ? cut - 1 : cut;
}

/** Where the n-th line ends; null when there are fewer. */
function endOfLine(text: string, lines: number): number | null {
  let at = -1;
  for (let line = 0; line < lines; line++) {
    at = text.indexOf("\n", at + 1);
    if (at < 0) return null;
  }
  return at;
}

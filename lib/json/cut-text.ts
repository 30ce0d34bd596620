/** Ends of pieces of at most `size` characters: after the last line break within reach, else
 * anywhere but inside a surrogate pair. */
export function cutText(text: string, size: number): number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + size, text.length);
    if (end < text.length) {
      // Within the piece only: a text without line breaks would be searched to its start each time.
      const lineBreak = text.slice(at, end).lastIndexOf("\n");
      if (lineBreak >= 0) end = at + lineBreak + 1;
      else if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
    }
    ends.push(end);
    at = end;
  }
  return ends;
}

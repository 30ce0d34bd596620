export type AnnotationTone =
  | "positive"
  | "negative"
  | "warning"
  | "neutral"
  | `hue-${1 | 2 | 3 | 4 | 5 | 6}`;

const HUES = ["hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6"] as const;

const GOOD = words(
  "achieved answered correct success successful succeeded pass passed helpful resolved satisfied " +
    "good great excellent relevant grounded faithful factual safe calm happy complete completed " +
    "not_frustrated non_toxic not_toxic positive ok thumbs_up",
);
const BAD = words(
  "not_achieved unachieved unanswered incorrect wrong failure failed fail unhelpful not_helpful " +
    "unresolved frustrated very_frustrated angry unsatisfied dissatisfied bad poor irrelevant " +
    "ungrounded unfaithful hallucinated toxic unsafe abandoned incomplete negative error thumbs_down",
);
const MIXED = words(
  "partial partially partially_achieved partially_correct mixed neutral unsure unclear slightly " +
    "slightly_frustrated mildly_frustrated borderline warning",
);
const YES = words("yes true high 1");
const NO = words("no false low none 0");
/** Judgements of which a "yes" is bad news. */
const FAULTS =
  /frustrat|toxic|hallucinat|error|bias|harm|unsafe|jailbreak|abandon|refus|leak|escalat|risk|fail/;

/** The colour of an outcome: by what its label is known to mean, else by its text, always the same.
 * The text itself is always shown beside it. */
export function annotationTone(name: string, label: string | null): AnnotationTone {
  if (label === null) return "neutral";
  const word = label
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const isFault = FAULTS.test(name.toLowerCase());
  if (GOOD.has(word)) return "positive";
  if (BAD.has(word)) return "negative";
  if (MIXED.has(word)) return "warning";
  if (YES.has(word)) return isFault ? "negative" : "positive";
  if (NO.has(word)) return isFault ? "positive" : "negative";
  return HUES[hash(word) % HUES.length] ?? "neutral";
}

function words(text: string): Set<string> {
  return new Set(text.split(" "));
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
}

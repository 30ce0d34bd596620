import { type Random, seededRandom } from "@/db/testing/random-spans";

const everyday =
  "the to and a of you I is for in it on that my your with be can have order not we are this please do at as will from but so if or was refund by account there time all would like been they now flight card number any get when what need ticket just date help which seat one our policy change payment sure check how let know more address item thanks hello sorry still delivery booking email invoice plan upgrade cancel airport password login error server page report data team issue update status price total day week month tomorrow today morning again first last next new old wrong right open close call send receive wait confirm try work find see tell ask".split(
    " ",
  );
const syllables =
  "ba be bi co da de di do en er fa fi ga go ha in ka ki la le li lo ma me mi mo na ne ni no or pa pe pi po ra re ri ro sa se si so ta te ti to un va ve vi za".split(
    " ",
  );
const size = 8_000;

/** Everyday words, then made-up ones, from the most frequent to the rarest. */
const words = [...everyday, ...madeUpWords(size - everyday.length)];

/** About so many characters of text; words come as often as Zipf's law says. */
export function makeText(random: Random, characters: number): string {
  const parts: string[] = [];
  for (let length = 0; length < characters; ) {
    const word = words[Math.floor(size ** random()) - 1] ?? "the";
    const end = random() < 0.08 ? "." : random() < 0.05 ? "," : "";
    parts.push(word + end);
    length += word.length + end.length + 1;
  }
  return parts.join(" ");
}

function madeUpWords(count: number): string[] {
  const random = seededRandom(11);
  const made = new Set<string>();
  while (made.size < count) {
    const length = 2 + Math.floor(random() * 3);
    made.add(
      Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)] ?? "ba").join(
        "",
      ),
    );
  }
  return [...made];
}

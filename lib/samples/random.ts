/** A seeded source of choices (sfc32): the same seed and labels give the same stream everywhere. */
export interface SampleRandom {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** Both ends inclusive. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(options: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** Log-normal around `median`: waiting times of people and machines. */
  around(median: number, spread: number): number;
  hex(digits: number): string;
  /** An independent stream: what one part draws does not shift another part. */
  fork(label: string): SampleRandom;
}

export function createRandom(seed: string): SampleRandom {
  let [a, b, c, d] = hashSeed(seed);

  function nextUint(): number {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  }

  for (let i = 0; i < 12; i++) nextUint();

  const random: SampleRandom = {
    next: () => nextUint() / 4294967296,
    int: (min, max) => min + Math.floor(random.next() * (max - min + 1)),
    chance: (probability) => random.next() < probability,
    pick(options) {
      const value = options[random.int(0, options.length - 1)];
      if (value === undefined) throw new Error("pick: no options");
      return value;
    },
    shuffle(items) {
      const keyed = items.map((item) => ({ item, key: random.next() }));
      return keyed.sort((x, y) => x.key - y.key).map(({ item }) => item);
    },
    around(median, spread) {
      const normal =
        Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
      return median * Math.exp(spread * normal);
    },
    hex(digits) {
      let text = "";
      while (text.length < digits) text += nextUint().toString(16).padStart(8, "0");
      return text.slice(0, digits);
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  };
  return random;
}

/** cyrb128. */
function hashSeed(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}

import type { SampleRandom } from "./random";
import type { SampleApp } from "./sample-conversation";
import type { SampleLocale } from "./sample-script";

export interface SamplePerson {
  /** null: the application did not know who it was. */
  userId: string | null;
  firstName: string;
  app: SampleApp;
  locale: SampleLocale;
  tenant: string;
  plan: string;
  /** Hours ahead of UTC. */
  utcOffset: number;
  /** How many conversations this person has. */
  sessions: number;
}

type Group = [app: SampleApp, locale: SampleLocale, people: number, utcOffset: number];

const GROUPS: readonly Group[] = [
  ["support", "en", 20, 0],
  ["support", "de", 4, 1],
  ["support", "ja", 3, 9],
  ["support", "ar", 3, 3],
  ["support", "es", 2, 1],
  ["docs", "en", 14, 1],
  ["docs", "de", 1, 1],
  ["docs", "ja", 1, 9],
  ["coding", "en", 12, -5],
];

const FIRST_NAMES: Record<SampleLocale, string[]> = {
  en: (
    "Amelia Tom Priya Owen Saoirse Luca Nadia Jack Ines Marek Freya Dylan Hana Oscar Thandiwe Callum Beatriz " +
    "Rory Yusuf Clara Anton Megan Ravi Sofia Ewan Linnea Kofi Ruth Pavel Isla Mateo Greta Aidan Noor Felix " +
    "Zoe Tariq Elin Samuel Maya Viktor Orla Theo Leila Jonas Abby Dmitri Esme"
  ).split(" "),
  de: ["Katharina", "Jürgen", "Lena", "Matthias", "Sabine"],
  ja: ["Haruka", "Kenji", "Yui", "Sota"],
  ar: ["Layla", "Omar", "Mariam"],
  es: ["Lucía", "Álvaro"],
};

const TENANTS: Record<SampleApp, string[]> = {
  support: ["lumen-oak-eu", "lumen-oak-uk", "lumen-oak-b2b"],
  docs: ["tideline"],
  coding: ["northbeam", "acme-robotics", "papertrail-labs"],
};

const PLANS: Record<SampleApp, string[]> = {
  support: ["standard", "standard", "plus"],
  docs: ["free", "team", "enterprise"],
  coding: ["pro", "team", "enterprise"],
};

/** Everyone who talks to the three sample applications. */
export function createPeople(random: SampleRandom): SamplePerson[] {
  const names = new Map<SampleLocale, string[]>();
  return GROUPS.flatMap(([app, locale, count, utcOffset]) =>
    Array.from({ length: count }, (_, i): SamplePerson => {
      const pool = names.get(locale) ?? random.shuffle(FIRST_NAMES[locale]);
      names.set(locale, pool);
      const firstName = pool.pop() ?? "Kim";
      const anonymous = app === "docs" && locale === "en" && i === 0;
      return {
        userId: anonymous ? null : userIdOf(app, firstName, random),
        firstName,
        app,
        locale,
        tenant: random.pick(TENANTS[app]),
        plan: random.pick(PLANS[app]),
        utcOffset: utcOffset + (locale === "en" ? random.int(-1, 2) : 0),
        sessions: sessionsOf(locale, app, random),
      };
    }),
  );
}

/** Each application names its users its own way. */
function userIdOf(app: SampleApp, firstName: string, random: SampleRandom): string {
  const plain = firstName
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
  if (app === "support") return `cust-${random.int(10000, 89999)}`;
  if (app === "docs")
    return `${plain}@${random.pick(["example.com", "example.org", "mail.example"])}`;
  return plain;
}

/** Few talk a lot, most a little. */
function sessionsOf(locale: SampleLocale, app: SampleApp, random: SampleRandom): number {
  if (locale !== "en") return app === "docs" ? 2 : random.int(2, 5);
  return Math.max(1, Math.min(14, Math.round(random.around(5, 0.6))));
}

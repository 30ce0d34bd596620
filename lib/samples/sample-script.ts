import type { SampleChat } from "./sample-chat";
import type { SampleApp } from "./sample-conversation";

export type SampleLocale = "en" | "de" | "ja" | "ar" | "es";

/** One kind of conversation. Played again, it takes other variants and another ending. */
export interface SampleScript {
  name: string;
  app: SampleApp;
  locale: SampleLocale;
  /** Plays in all; without it, as often as its turn comes. */
  atMost?: number;
  /** How much oftener than others, 1 when absent. */
  weight?: number;
  play(chat: SampleChat): void;
}

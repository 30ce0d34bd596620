import type { Bench, Reading } from "../bench";
import { type Question, timeEach } from "./time-requests";

const lengths = [
  { turns: 10, name: "10 turns" },
  { turns: 300, name: "300 turns" },
  { turns: 3_000, name: "3,000 turns" },
] as const;

/** What the page of a conversation asks for first, and the page itself. */
export function detail(bench: Bench): Promise<Reading[]> {
  const { dataset } = bench;
  const questions = lengths.flatMap(({ turns, name }): Question[] => {
    const long = dataset.longSessions.find((session) => session.turns === turns);
    if (!long) throw new Error(`The data set has no session of ${turns} turns.`);
    const place = `projects/${dataset.project}/sessions/${long.sessionId}`;
    return [
      { name: `session, ${name}: API`, path: `/api/${place}/conversation` },
      { name: `session, ${name}: page`, path: `/${place}` },
    ];
  });
  return timeEach(bench, questions);
}

import { database } from "@/db/client";

/** What was loaded, and what to look for in it. */
export interface Dataset {
  project: string;
  sessions: number;
  traces: number;
  spans: number;
  users: number;
  bytesOnDisk: number;
  /** null: it was there already. */
  loadSeconds: number | null;
  longSessions: { turns: number; sessionId: string }[];
  words: {
    rare: string;
    medium: string;
    common: string;
    absent: string;
    /** In quotes. */
    phrase: string;
    two: string;
  };
  user: string;
  tag: string;
  metadata: { key: string; value: string };
  outcome: { name: string; label: string };
}

export async function describeDataset(project: string, loadSeconds: number): Promise<Dataset> {
  const { sql } = database();
  const [sums] = await sql<{ sessions: number; traces: number; spans: number }[]>`
    select count(*)::int as sessions, sum(traces)::int as traces, sum(spans)::int as spans from sessions`;
  const [sizes] = await sql<{ users: number; bytes: number }[]>`
    select (select count(*)::int from users) as users, pg_database_size(current_database()) as bytes`;
  const long = await sql<{ session_id: string; turns: number }[]>`
    select x.session_id, s.turns from session_texts x join sessions s using (session_key)
    where x.session_id in ('turns-10', 'turns-300', 'turns-3000') order by s.turns`;
  if (!sums || !sizes) throw new Error("An aggregate came back without a row.");
  return {
    project,
    ...sums,
    users: sizes.users,
    bytesOnDisk: sizes.bytes,
    loadSeconds,
    longSessions: long.map(({ session_id, turns }) => ({ turns, sessionId: session_id })),
    words: await chooseWords(),
    ...(await chooseValues()),
  };
}

/** By how many of a sample of the texts they stand in. */
async function chooseWords(): Promise<Dataset["words"]> {
  const { sql } = database();
  const words = await sql<{ word: string; share: number }[]>`
    with sample as materialized (
      select search from span_texts where search is not null order by session_key, span_id limit 20000
    ), counted as (
      select word, count(*)::float8 / (select count(*) from sample) as share
      from sample, unnest(tsvector_to_array(search)) word group by word
    )
    select word, share from counted where word ~ '^[a-z]{4,}$' order by share desc, word`;
  const near = (share: number) => words.find((word) => word.share <= share)?.word ?? "refund";
  const [row] = await sql<{ title: string }[]>`
    select title from session_texts where title ~ '^[a-z]+ [a-z]+ [a-z]+ ' order by session_id limit 1`;
  const medium = near(0.01);
  return {
    rare: words.at(-1)?.word ?? "refund",
    medium,
    common: words[0]?.word ?? "the",
    absent: "nobodysaidthis",
    phrase: `"${(row?.title ?? "please refund").split(" ").slice(0, 2).join(" ")}"`,
    two: `${medium} ${near(0.03)}`,
  };
}

async function chooseValues() {
  const { sql } = database();
  const [user] = await sql<{ user_id: string }[]>`
    select user_id from users order by sessions desc, user_id limit 1 offset 10`;
  const [text] = await sql<{ metadata: Record<string, string> }[]>`
    select metadata from session_texts order by session_id limit 1 offset 3`;
  return {
    user: user?.user_id ?? "user-0",
    tag: "beta",
    metadata: { key: "tenant", value: text?.metadata.tenant ?? "tenant-0" },
    outcome: { name: "goal", label: "missed" },
  };
}

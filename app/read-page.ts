import { cookies } from "next/headers";
import { reading } from "@/db/reading";
import { SEEN_COOKIE } from "./seen";

/** What a page reads: from the replica, if there is one and it has come far enough. */
export async function readPage<T>(work: () => Promise<T>): Promise<T> {
  const seen = (await cookies()).get(SEEN_COOKIE)?.value ?? null;
  return reading(seen, work);
}

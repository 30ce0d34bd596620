import { writtenUpTo } from "@/db/reading";

/** Holds where the database's log stood after what this browser wrote last: its next reads come
 * from a replica only once that has come there. */
export const SEEN_COOKIE = "colloquy-seen";

export function seenBy(request: Request): string | null {
  const pairs = (request.headers.get("cookie") ?? "").split(/; */);
  const found = pairs.find((pair) => pair.startsWith(`${SEEN_COOKIE}=`));
  return found === undefined ? null : decode(found.slice(SEEN_COOKIE.length + 1));
}

/** Adds the cookie to the answer to a write. Only a browser gets it: a program that keeps cookies
 * would be taken for a foreign page by its next write. */
export async function withSeen(request: Request, answer: Response): Promise<Response> {
  const position = request.headers.has("sec-fetch-site") ? await writtenUpTo() : null;
  if (position === null) return answer;
  const value = encodeURIComponent(position);
  answer.headers.append(
    "Set-Cookie",
    `${SEEN_COOKIE}=${value}; Path=/; Max-Age=86400; HttpOnly; SameSite=Strict`,
  );
  return answer;
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

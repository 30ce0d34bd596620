/** The one place where links and API addresses are made: ids come from strangers. */

/** Percent-encodes any string as one path segment. "." and ".." would be resolved away by every
 * URL parser, even encoded, so they (and what could be mistaken for them) get a "~" in front. */
export function encodeSegment(value: string): string {
  const guarded = /^(~|\.{1,2}$|$)/.test(value) ? `~${value}` : value;
  return encodeURIComponent(guarded.toWellFormed());
}

/** Reverses `encodeSegment` after percent-decoding. */
export function decodeSegment(segment: string): string {
  return segment.startsWith("~") ? segment.slice(1) : segment;
}

/** As `decodeSegment`, for Next's page params, which arrive percent-encoded; null when malformed. */
export function decodePageSegment(segment: string): string | null {
  try {
    return decodeSegment(decodeURIComponent(segment));
  } catch {
    return null;
  }
}

function path(parts: string[], search = ""): string {
  const query = search.replace(/^\?/, "");
  return `/${parts.join("/")}${query ? `?${query}` : ""}`;
}

export function sessionsPath(project: string, search?: string): string {
  return path(["projects", encodeSegment(project), "sessions"], search);
}

export function sessionPath(project: string, sessionId: string, search?: string): string {
  return path(["projects", encodeSegment(project), "sessions", encodeSegment(sessionId)], search);
}

export function usersPath(project: string, search?: string): string {
  return path(["projects", encodeSegment(project), "users"], search);
}

export function userPath(project: string, userId: string, search?: string): string {
  return path(["projects", encodeSegment(project), "users", encodeSegment(userId)], search);
}

export function sessionlessTracesPath(project: string): string {
  return path(["projects", encodeSegment(project), "traces"]);
}

export function tracePath(project: string, traceId: string, search?: string): string {
  return path(["projects", encodeSegment(project), "traces", encodeSegment(traceId)], search);
}

/** `apiPath("acme", ["sessions", id, "spans"])` → `/api/projects/acme/sessions/…/spans`. */
export function apiPath(project: string, segments: string[], search?: string): string {
  return path(["api", "projects", encodeSegment(project), ...segments.map(encodeSegment)], search);
}

import { createHash, timingSafeEqual } from "node:crypto";
import type { Settings } from "@/lib/settings";
import { ApiError } from "./api-error";

type Asked = Pick<Request, "method" | "headers">;
type Rules = Pick<Settings, "secret" | "allowedHosts">;

/** What forbids this request, null when nothing does: a Host that is not ours (DNS rebinding), a
 * foreign page behind a writing request, a missing secret. */
export function guard(request: Asked, { secret, allowedHosts }: Rules): ApiError | null {
  if (!isOurHost(request.headers.get("host"), allowedHosts)) {
    return new ApiError(
      403,
      "host_not_allowed",
      "This host name is not answered. Add it to COLLOQUY_ALLOWED_HOSTS.",
    );
  }
  if (!safeMethods.has(request.method) && !isFromOurPage(request.headers)) {
    return new ApiError(403, "cross_origin", "Requests from other sites are not answered.");
  }
  if (secret !== null && !holdsSecret(request.headers.get("authorization"), secret)) {
    return new ApiError(
      401,
      "unauthorized",
      "Send the secret as a Bearer token or as the password of Basic authentication.",
      undefined,
      { "WWW-Authenticate": 'Basic realm="Colloquy", charset="UTF-8"' },
    );
  }
  return null;
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

function isOurHost(host: string | null, allowed: string[]): boolean {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/.exec(
    host?.toLowerCase() ?? "",
  );
  const name = parts?.[1] ?? parts?.[2]?.replace(/\.$/, "");
  if (name === undefined) return false;
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    allowed.includes(name)
  );
}

/** True as well for what no browser sent: it carries neither cookie nor origin. */
function isFromOurPage(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return !headers.has("cookie");
  if (!URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  const own = `${protocol}//${headers.get("host")}`;
  return URL.canParse(own) && new URL(own).host === host;
}

function holdsSecret(authorization: string | null, secret: string): boolean {
  const parts = /^(bearer|basic) +(.+)$/i.exec(authorization?.trim() ?? "");
  const scheme = parts?.[1]?.toLowerCase();
  const value = parts?.[2] ?? "";
  if (scheme === "bearer") return isSame(value, secret);
  if (scheme !== "basic") return false;
  const login = Buffer.from(value, "base64").toString();
  return isSame(login.slice(login.indexOf(":") + 1), secret);
}

/** In constant time, whatever the lengths. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/content-security-policy";
import { ApiError, answerError } from "@/lib/http/api-error";
import { guard } from "@/lib/http/guard";
import { settings } from "@/lib/settings";

// What passes through here loses all of its body past 10 MB, so no path that takes uploads may
// match. Routes guard themselves; of theirs, only addresses that Next itself may fail on match.
export const config = {
  matcher: ["/((?!api/|v1/|arize_phoenix_version|_next/static/).*)", "/(api|v1)/(.*%.*)"],
};

export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  const isPage = !/^\/(api|v1)\//.test(pathname);
  if (!isWellEncoded(pathname)) return refuse(malformed, isPage);
  if (!isPage) return NextResponse.next();

  const forbidden = guard(request, settings());
  return forbidden ? refuse(forbidden, isPage) : passWithPolicy(request);
}

const malformed = new ApiError(
  400,
  "malformed_address",
  "The address is not percent-encoded correctly.",
);

function refuse(error: ApiError, isPage: boolean): Response {
  const { status, headers, message } = error;
  return isPage ? new Response(`${message}\n`, { status, headers }) : answerError(error);
}

function passWithPolicy(request: NextRequest): Response {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next takes the nonce of its own scripts from here.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function isWellEncoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

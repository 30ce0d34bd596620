import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/content-security-policy";
import { guard } from "@/lib/http/guard";
import { settings } from "@/lib/settings";

// What passes through here loses all of its body past 10 MB: no path that takes uploads may match.
export const config = { matcher: ["/((?!api/|v1/|arize_phoenix_version|_next/static/).*)"] };

export function proxy(request: NextRequest): NextResponse {
  const forbidden = guard(request, settings());
  if (forbidden) {
    const { status, headers, message } = forbidden;
    return new NextResponse(`${message}\n`, { status, headers });
  }
  if (!isWellEncoded(request.nextUrl.pathname)) {
    return new NextResponse("The address is not percent-encoded correctly.\n", { status: 400 });
  }
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

import { phoenixRoute } from "@/lib/phoenix/phoenix-route";
import { serverVersion } from "@/lib/phoenix/server-version";

export const dynamic = "force-dynamic";

export const GET = phoenixRoute(
  () => new Response(serverVersion, { headers: { "Content-Type": "text/plain; charset=utf-8" } }),
);

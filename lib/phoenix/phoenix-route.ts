import { route } from "@/lib/http/route";
import { serverVersion } from "./server-version";

/** `route()` for the Phoenix-compatible paths: every answer says the version, failures too. */
export function phoenixRoute<Context>(...args: Parameters<typeof route<Context>>) {
  const handle = route<Context>(...args);
  return async (request: Request, context: Context): Promise<Response> => {
    const answer = await handle(request, context);
    answer.headers.set("x-phoenix-server-version", serverVersion);
    return answer;
  };
}

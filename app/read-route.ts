import { reading } from "@/db/reading";
import { route } from "@/lib/http/route";
import { seenBy } from "./seen";

type Handle<Context> = (request: Request, context: Context) => Promise<Response>;

/** route() for what only reads: on the replica, if there is one and it has come far enough. */
export function readRoute<Context>(handle: Handle<Context>) {
  return route<Context>((request, context) =>
    reading(seenBy(request), () => handle(request, context)),
  );
}

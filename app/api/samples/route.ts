import { withSeen } from "@/app/seen";
import { route } from "@/lib/http/route";
import { loadSamples } from "./load-samples";

export const POST = route(async (request) => withSeen(request, Response.json(await loadSamples())));

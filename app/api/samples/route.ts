import { route } from "@/lib/http/route";
import { loadSamples } from "./load-samples";

export const POST = route(async () => Response.json(await loadSamples()));

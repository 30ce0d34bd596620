import { calcPrice, type Provider } from "@pydantic/genai-prices";

export interface PricedCall {
  /** As the span names it; null or unknown: found by the model. */
  provider: string | null;
  model: string;
  /** All prompt tokens, cached ones included. */
  prompt: number;
  completion: number;
  cacheRead: number;
  cacheWrite: number;
  /** Prices change; the call costs what it cost then. */
  startedAtMs: number;
}

const MAX_CACHED = 2000;
const MAX_MODEL_CHARS = 300;
const priceLists = new Map<string, Provider | null>();

/** USD by the published price list; null when the model is not in it. */
export function priceCall(call: PricedCall): number | null {
  if (call.model.length > MAX_MODEL_CHARS) return null;
  const provider = priceList(call.provider, call.model);
  if (provider === null) return null;
  const cached = call.cacheRead + call.cacheWrite;
  // Some instrumentations count the prompt without its cached part.
  const prompt = cached > call.prompt ? call.prompt + cached : call.prompt;
  const usage = {
    input_tokens: prompt,
    output_tokens: call.completion,
    cache_read_tokens: call.cacheRead,
    cache_write_tokens: call.cacheWrite,
  };
  return totalPrice(usage, call.model, { provider, timestamp: new Date(call.startedAtMs) });
}

/** The provider's list narrowed to the one model, so that later look-ups are short. */
function priceList(provider: string | null, model: string): Provider | null {
  const key = `${provider ?? ""}\n${model}`;
  const known = priceLists.get(key);
  if (known !== undefined) return known;
  const usage = { input_tokens: 1 };
  const found =
    (provider === null ? null : safePrice(usage, model, { providerId: provider })) ??
    safePrice(usage, model, {});
  const list = found === null ? null : { ...found.provider, models: [found.model] };
  if (priceLists.size >= MAX_CACHED) priceLists.clear();
  priceLists.set(key, list);
  return list;
}

function totalPrice(...[usage, model, options]: Parameters<typeof calcPrice>): number | null {
  const price = safePrice(usage, model, options)?.total_price;
  return price !== undefined && Number.isFinite(price) ? price : null;
}

/** The library throws on usage that it finds contradictory; such a price is unknown. */
function safePrice(...[usage, model, options]: Parameters<typeof calcPrice>) {
  try {
    return calcPrice(usage, model, options);
  } catch {
    return null;
  }
}

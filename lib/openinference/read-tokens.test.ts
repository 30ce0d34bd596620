import { describe, expect, test } from "vitest";
import { exampleSpan } from "./example-span";
import { readSpan } from "./read-span";

const facts = (attributes: Parameters<typeof exampleSpan>[0]) => readSpan(exampleSpan(attributes));

describe("tokens", () => {
  test.each<
    [string, Parameters<typeof exampleSpan>[0], [number | null, number | null, number | null]]
  >([
    [
      "OpenInference before gen_ai",
      {
        "llm.token_count.prompt": 5,
        "llm.token_count.completion": 2,
        "gen_ai.usage.input_tokens": 9,
      },
      [5, 2, 7],
    ],
    [
      "a total that was reported",
      { "llm.token_count.prompt": 5, "llm.token_count.total": 9 },
      [5, null, 9],
    ],
    ["gen_ai", { "gen_ai.usage.input_tokens": 5, "gen_ai.usage.output_tokens": 2 }, [5, 2, 7]],
    [
      "gen_ai, older",
      { "gen_ai.usage.prompt_tokens": 5, "gen_ai.usage.completion_tokens": 2 },
      [5, 2, 7],
    ],
    ["AI SDK", { "ai.usage.inputTokens": 5, "ai.usage.outputTokens": 2 }, [5, 2, 7]],
    ["AI SDK, older", { "ai.usage.promptTokens": 5, "ai.usage.completionTokens": 2 }, [5, 2, 7]],
    [
      "Langfuse's disjoint parts",
      {
        "langfuse.observation.usage_details":
          '{"input":16,"output":19,"total":54,"input_cached_tokens":16,"output_reasoning_tokens":3}',
      },
      [32, 22, 54],
    ],
    ["nothing reported", {}, [null, null, null]],
    ["a broken usage", { "langfuse.observation.usage_details": "{" }, [null, null, null]],
    ["text", { "llm.token_count.prompt": "12" }, [12, null, 12]],
    ["zero", { "llm.token_count.prompt": 0, "llm.token_count.completion": 0 }, [0, 0, 0]],
    ["negative", { "llm.token_count.prompt": -5 }, [null, null, null]],
    ["1e30", { "llm.token_count.prompt": 1e30 }, [null, null, null]],
    ["NaN", { "llm.token_count.prompt": Number.NaN }, [null, null, null]],
    ["text that is no number", { "llm.token_count.prompt": "1e3" }, [null, null, null]],
    ["a fraction", { "llm.token_count.prompt": 12.7 }, [12, null, 12]],
    [
      "a bad best source",
      { "llm.token_count.prompt": -1, "gen_ai.usage.input_tokens": 3 },
      [3, null, 3],
    ],
  ])("%s", (_, attributes, expected) => {
    const { promptTokens, completionTokens, totalTokens } = facts(attributes);
    expect([promptTokens, completionTokens, totalTokens]).toEqual(expected);
  });
});

describe("cost", () => {
  const call = {
    "openinference.span.kind": "LLM",
    "llm.model_name": "gpt-4o-2024-08-06",
    "llm.token_count.prompt": 1000,
    "llm.token_count.completion": 100,
  };

  test.each<[string, Parameters<typeof exampleSpan>[0], number | null, boolean]>([
    ["reported", { ...call, "llm.cost.total": 0.5 }, 500_000_000, false],
    [
      "reported in parts",
      { "llm.cost.prompt": 0.1, "llm.cost.completion": 0.2 },
      300_000_000,
      false,
    ],
    ["gen_ai", { "gen_ai.usage.cost": 0.25 }, 250_000_000, false],
    [
      "Langfuse",
      { "langfuse.observation.cost_details": '{"input":0.1,"total":0.3}' },
      300_000_000,
      false,
    ],
    ["computed", call, 3_500_000, true],
    [
      "computed with cached tokens",
      { ...call, "llm.token_count.prompt_details.cache_read": 1000 },
      2_250_000,
      true,
    ],
    [
      "computed when the cache is counted beside the prompt",
      { ...call, "llm.token_count.prompt_details.cache_read": 2000 },
      1000 * 2500 + 2000 * 1250 + 100 * 10_000,
      true,
    ],
    ["an unknown provider", { ...call, "llm.provider": "a-gateway" }, 3_500_000, true],
    ["an unknown model", { ...call, "llm.model_name": "mock-gpt-2026" }, null, false],
    ["no model", { ...call, "llm.model_name": "" }, null, false],
    ["a stream without tokens", { ...call, "llm.token_count.completion": null }, null, false],
    ["a wrapper", { ...call, "openinference.span.kind": "AGENT" }, null, false],
    ["negative", { "llm.cost.total": -1 }, null, false],
    ["not a number", { "llm.cost.total": "much" }, null, false],
    ["absurd", { "llm.cost.total": 1e30 }, null, false],
    ["more than a call can cost", { "llm.cost.total": 10_001 }, null, false],
    [
      "computed from absurd tokens",
      { ...call, "llm.token_count.prompt": 2_000_000_000, "llm.model_name": "gpt-4" },
      null,
      false,
    ],
  ])("%s", (_, attributes, nanoUsd, computed) => {
    expect(facts(attributes)).toMatchObject({ costNanoUsd: nanoUsd, costComputed: computed });
  });
});

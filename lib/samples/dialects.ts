import type { AttributeInput } from "./otlp-json";
import type { SampleFailure } from "./sample-conversation";

/** Where the JavaScript and the Python instrumentation differ on the wire (captured from
 * @arizeai/openinference-instrumentation-openai 4.2 and openinference-instrumentation-openai 0.1). */
export interface Dialect {
  language: "nodejs" | "python";
  sdkVersion: string;
  llmSpanName: string;
  llmScope: { name: string; version: string };
  appScope: { name: string; version?: string };
  /** The JavaScript one leaves no LLM span behind when the call fails. */
  failedCallHasSpan: boolean;
  /** A streamed answer's `output.value`. */
  streamedOutput(text: string, model: string): { value: string; mimeType: string };
  tags(tags: string[]): AttributeInput;
  failures: Record<SampleFailure, { type: string; message: string }>;
  /** Attributes that stand before those of the call. */
  llmSystem: string;
}

export const DIALECTS: Record<"javascript" | "python", Dialect> = {
  javascript: {
    language: "nodejs",
    sdkVersion: "2.12.1",
    llmSpanName: "OpenAI Chat Completions",
    llmScope: { name: "@arizeai/openinference-instrumentation-openai", version: "4.2.7" },
    appScope: { name: "openinference-core" },
    failedCallHasSpan: false,
    streamedOutput: (text) => ({ value: text, mimeType: "text/plain" }),
    tags: (tags) => JSON.stringify(tags),
    llmSystem: "openai",
    failures: {
      rate_limit: {
        type: "rate_limit_exceeded",
        message: "429 Rate limit reached for requests per minute. Please try again in 6s.",
      },
      timeout: { type: "APIConnectionTimeoutError", message: "Request timed out." },
      overloaded: {
        type: "server_error",
        message: "503 The server is overloaded or not ready yet.",
      },
    },
  },
  python: {
    language: "python",
    sdkVersion: "1.45.2",
    llmSpanName: "ChatCompletion",
    llmScope: { name: "openinference.instrumentation.openai", version: "0.1.66" },
    appScope: { name: "openinference.instrumentation", version: "0.1.72" },
    failedCallHasSpan: true,
    streamedOutput: (text, model) => ({
      value: JSON.stringify({
        choices: [
          { message: { content: text, role: "assistant" }, index: 0, finish_reason: "stop" },
        ],
        model,
        object: "chat.completion.chunk",
      }),
      mimeType: "application/json",
    }),
    tags: (tags) => tags,
    llmSystem: "openai",
    failures: {
      rate_limit: {
        type: "openai.RateLimitError",
        message: "Error code: 429 - Rate limit reached for requests per minute",
      },
      timeout: { type: "openai.APITimeoutError", message: "Request timed out." },
      overloaded: {
        type: "openai.InternalServerError",
        message: "Error code: 529 - Overloaded",
      },
    },
  },
};

import type { SampleApp } from "./sample-conversation";

export interface SampleModel {
  name: string;
  /** As `llm.provider`; null where the instrumentation does not know the host. */
  provider: string | null;
  /** Per output token. */
  tokenMs: number;
  weight: number;
}

export interface SampleTool {
  name: string;
  description: string;
  parameters: string[];
}

/** One sample application: who answers, with which models and tools, instrumented how. */
export interface SampleAgent {
  service: string;
  /** Whose spans it sends: the JavaScript or the Python instrumentation. */
  dialect: "javascript" | "python";
  root: { name: string; kind: "AGENT" | "CHAIN" };
  system: string;
  models: SampleModel[];
  tools: SampleTool[];
  /** The application keeps a question in its history even when no answer came. */
  keepsFailedTurns: boolean;
  builds: string[];
  channels: string[];
}

export const SAMPLE_AGENTS: Record<SampleApp, SampleAgent> = {
  support: {
    service: "lumen-oak-support",
    dialect: "javascript",
    root: { name: "support_agent", kind: "AGENT" },
    system:
      "You are the support assistant of Lumen & Oak, a shop for furniture and lamps. Look things up before you answer, never promise what no tool confirmed, and answer in the customer's language.",
    models: [
      { name: "gpt-5.4-mini", provider: "openai", tokenMs: 9, weight: 6 },
      { name: "gpt-5.6-luna", provider: "openai", tokenMs: 14, weight: 3 },
      { name: "oak-support-9b", provider: null, tokenMs: 21, weight: 1 },
    ],
    tools: [
      {
        name: "lookup_order",
        description: "Status and items of an order",
        parameters: ["order_id"],
      },
      {
        name: "track_parcel",
        description: "Latest scan of a parcel",
        parameters: ["carrier", "tracking"],
      },
      {
        name: "check_refund",
        description: "Whether an item can be refunded",
        parameters: ["order_id", "sku", "reason"],
      },
      {
        name: "create_refund",
        description: "Refund an amount",
        parameters: ["order_id", "sku", "amount_eur"],
      },
      {
        name: "cancel_order",
        description: "Cancel an order before it ships",
        parameters: ["order_id"],
      },
      {
        name: "create_ticket",
        description: "Hand over to the team",
        parameters: ["order_id", "topic"],
      },
    ],
    keepsFailedTurns: false,
    builds: ["2026.46.1", "2026.46.4", "2026.47.0"],
    channels: ["web", "ios", "android", "whatsapp"],
  },
  docs: {
    service: "tideline-docs-assistant",
    dialect: "python",
    root: { name: "docs_assistant", kind: "CHAIN" },
    system:
      "Answer questions about Tideline. Search the manual first and answer only from what it says. Show code where it helps; if the manual doesn't say it, say so.",
    models: [
      { name: "gemini-3.5-flash", provider: "google", tokenMs: 5, weight: 5 },
      { name: "mistral-medium-latest", provider: "mistralai", tokenMs: 11, weight: 2 },
    ],
    tools: [{ name: "search_docs", description: "Search the manual", parameters: ["query"] }],
    keepsFailedTurns: false,
    builds: ["docs-118", "docs-121"],
    channels: ["docs-site", "slack"],
  },
  coding: {
    service: "patchwork-agent",
    dialect: "python",
    root: { name: "coding_agent", kind: "AGENT" },
    system:
      "You are a careful coding agent working in the user's repository. Read before you edit, run the tests after you edit, and report exactly what the tools returned.",
    models: [
      { name: "claude-sonnet-5", provider: "anthropic", tokenMs: 13, weight: 5 },
      { name: "claude-opus-5", provider: "anthropic", tokenMs: 22, weight: 2 },
      { name: "gpt-5.3-codex", provider: "openai", tokenMs: 15, weight: 2 },
    ],
    tools: [
      { name: "search_code", description: "Search the repository", parameters: ["query"] },
      { name: "read_file", description: "Read a file", parameters: ["path"] },
      {
        name: "edit_file",
        description: "Replace text in a file",
        parameters: ["path", "old", "new"],
      },
      { name: "run_tests", description: "Run the tests", parameters: ["filter"] },
      { name: "run_command", description: "Run a shell command", parameters: ["command"] },
    ],
    keepsFailedTurns: true,
    builds: ["0.31.0", "0.32.1"],
    channels: ["terminal", "vscode"],
  },
};

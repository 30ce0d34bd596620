import { Chip, type ChipTone } from "@/components/ui/chip";

const TONES: Record<string, ChipTone> = {
  LLM: "hue-1",
  AGENT: "hue-3",
  TOOL: "hue-5",
  RETRIEVER: "hue-2",
  RERANKER: "hue-2",
  EMBEDDING: "hue-2",
  GUARDRAIL: "hue-4",
  EVALUATOR: "hue-4",
};

export function SpanKindChip({ kind }: { kind: string }) {
  return (
    <Chip tone={TONES[kind] ?? "hue-6"} className="h-4 shrink-0 px-1 font-medium text-2xs">
      {kind}
    </Chip>
  );
}

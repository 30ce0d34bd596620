import { Chip } from "@/components/ui/chip";
import { REDACTED } from "@/lib/markdown/parse-inline";
import { inOrder } from "./in-order";

export function RedactedChip() {
  return (
    <Chip data-find-skip data-tip="Masked before it was sent">
      redacted
    </Chip>
  );
}

/** Text in which masked content shows as a chip. */
export function RedactedText({ text }: { text: string }) {
  if (!text.includes(REDACTED)) return text;
  const [first, ...rest] = text.split(REDACTED);
  return (
    <>
      {first}
      {inOrder(rest, (part) => (
        <>
          <RedactedChip />
          {part}
        </>
      ))}
    </>
  );
}

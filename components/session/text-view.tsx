"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { cutMessage } from "@/lib/find/cut-message";
import { formatBytes } from "@/lib/format";
import { cutText } from "@/lib/json/cut-text";
import { MAX_MARKDOWN } from "@/lib/markdown/parse-markdown";
import { useFind } from "./find-state";
import { useFold } from "./folds";
import { inOrder } from "./in-order";
import { MarkdownView } from "./markdown-view";
import { RedactedText } from "./redacted-text";
import { useFindMarks } from "./use-find-marks";

interface TextViewProps {
  text: string;
  /** Names it for find and for what is opened. */
  place: string;
  markdown?: boolean;
  className?: string;
}

/** A text of any size: long ones are cut until asked for, very long ones laid out piece by piece. */
export function TextView({ text, place, markdown = false, className }: TextViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const cut = cutMessage(text);
  const [isOpen, toggle] = useFold(`${place}:whole`);
  const { current } = useFind();
  const isWhole = isOpen || cut === text.length || isBeyond(current, place, cut);
  const shown = isWhole ? text : text.slice(0, cut);
  const tooLong = markdown && shown.length > MAX_MARKDOWN;
  useFindMarks(box, place, `${isWhole}${markdown}${text.length}`);

  return (
    <div className={className}>
      <div ref={box} className="min-w-0 [overflow-wrap:anywhere]">
        {markdown && !tooLong ? <MarkdownView text={shown} /> : <PlainText text={shown} />}
      </div>
      {cut < text.length && (
        <div className="mt-2 flex items-center gap-2">
          <Button size="sm" aria-expanded={isWhole} onClick={toggle}>
            {isWhole ? "Show less" : `Show all (${formatBytes(text.length)})`}
          </Button>
          {tooLong && <span className="text-faint text-xs">Too long to render: shown plain.</span>}
        </div>
      )}
    </div>
  );
}

const PIECE = 20_000;

function PlainText({ text }: { text: string }) {
  if (text.length <= PIECE) {
    return (
      <div dir="auto" className="whitespace-pre-wrap">
        <RedactedText text={text} />
      </div>
    );
  }
  const ends = cutText(text, PIECE);
  return inOrder(
    ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end)),
    (piece) => (
      <div
        dir="auto"
        className="whitespace-pre-wrap [contain-intrinsic-size:auto_2000px] [content-visibility:auto]"
      >
        <RedactedText text={piece} />
      </div>
    ),
  );
}

function isBeyond(current: ReturnType<typeof useFind>["current"], place: string, cut: number) {
  return current?.place === place && (current.offset ?? 0) >= cut - 200;
}

"use client";

import { useMemo } from "react";
import type { TurnError, TurnStep } from "@/lib/conversation/turn";
import { placeKey } from "@/lib/find/turn-places";
import { formatBytes } from "@/lib/format";
import type { Message } from "@/lib/openinference/span-facts";
import { AttachmentView } from "./attachment-view";
import { Disclosure } from "./disclosure";
import { useFold } from "./folds";
import { useRendered } from "./message-format";
import { type Speaker, StepFrame } from "./step-frame";
import { TextView } from "./text-view";
import { ToolCallView } from "./tool-call-view";

interface StepViewProps {
  step: TurnStep;
  turn: number;
  /** Position of the step in its turn. */
  at: number;
  onOpenSpan: (traceId: string, spanId: string) => void;
}

export function StepView({ step, turn, at, onOpenSpan }: StepViewProps) {
  switch (step.type) {
    case "system":
      return (
        <FoldedText
          speaker="system"
          label="System prompt"
          text={step.text}
          place={placeKey(turn, at, "system")}
        />
      );
    case "tool":
      return <ToolCallView call={step.call} turn={turn} step={at} />;
    case "error":
      return (
        <ErrorView error={step.error} place={placeKey(turn, at, "error")} onOpenSpan={onOpenSpan} />
      );
    case "message":
      return <MessageView message={step.message} turn={turn} at={at} />;
  }
}

function MessageView({ message, turn, at }: { message: Message; turn: number; at: number }) {
  const rendered = useRendered();
  const { role, text, reasoning, attachments = [] } = message;
  const isUser = role === "user";
  if (text === "" && attachments.length === 0 && !reasoning) return null;
  const place = placeKey(turn, at, "text");
  return (
    <>
      {reasoning && (
        <FoldedText
          speaker={role}
          label="Reasoning"
          text={reasoning}
          place={placeKey(turn, at, "reasoning")}
        />
      )}
      {(text !== "" || attachments.length > 0) && (
        <StepFrame speaker={role}>
          {text !== "" && (
            <TextView
              text={text}
              place={place}
              markdown={rendered && role === "assistant"}
              className={isUser ? "rounded-lg bg-accent-soft px-3 py-2" : undefined}
            />
          )}
          {attachments.map((attachment, index) => (
            <AttachmentView
              // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no other name
              key={index}
              attachment={attachment}
              place={`${place}:attachment:${index}`}
            />
          ))}
        </StepFrame>
      )}
    </>
  );
}

interface FoldedTextProps {
  speaker: Speaker;
  label: string;
  text: string;
  place: string;
}

function FoldedText({ speaker, label, text, place }: FoldedTextProps) {
  const [isOpen, toggle] = useFold(place);
  const firstLine = useMemo(() => text.trimStart().slice(0, 200), [text]);
  return (
    <StepFrame speaker={speaker}>
      <Disclosure
        open={isOpen}
        onToggle={toggle}
        summary={
          <>
            <span className="shrink-0 font-medium text-xs">{label}</span>
            <bdi className="min-w-0 flex-1 truncate text-faint text-xs">
              {isOpen ? "" : firstLine}
            </bdi>
            <span className="shrink-0 text-faint text-xs">{formatBytes(text.length)}</span>
          </>
        }
      >
        <TextView text={text} place={place} className="px-3 py-2 text-muted text-sm" />
      </Disclosure>
    </StepFrame>
  );
}

interface ErrorViewProps {
  error: TurnError;
  place: string;
  onOpenSpan: (traceId: string, spanId: string) => void;
}

function ErrorView({ error, place, onOpenSpan }: ErrorViewProps) {
  return (
    <StepFrame speaker="error">
      <div className="rounded-md border border-negative-line bg-negative-soft px-3 py-2 text-negative-text">
        <TextView
          text={error.message || "Failed without a message."}
          place={place}
          className="text-sm"
        />
        <button
          type="button"
          className="mt-1 max-w-full truncate rounded-sm text-left text-xs underline underline-offset-2"
          onClick={() => onOpenSpan(error.traceId, error.spanId)}
        >
          in span <bdi>{error.spanName || error.spanId}</bdi>
        </button>
      </div>
    </StepFrame>
  );
}

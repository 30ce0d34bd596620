"use client";

import { useRef } from "react";
import { Chip } from "@/components/ui/chip";
import type { TurnToolCall } from "@/lib/conversation/turn";
import { placeKey } from "@/lib/find/turn-places";
import { formatDuration } from "@/lib/format";
import { jsonPreview } from "@/lib/json/json-preview";
import { Disclosure } from "./disclosure";
import { useFold } from "./folds";
import { StepFrame } from "./step-frame";
import { TextView } from "./text-view";
import { useFindMarks } from "./use-find-marks";
import { ValueView } from "./value-view";

interface ToolCallViewProps {
  call: TurnToolCall;
  turn: number;
  step: number;
}

/** The key under which a tool call is opened and closed. */
export function toolFold(turn: number, step: number): string {
  return `${turn}:${step}:tool`;
}

export function ToolCallView({ call, turn, step }: ToolCallViewProps) {
  const [isOpen, toggle] = useFold(toolFold(turn, step));
  const name = useRef<HTMLElement>(null);
  const namePlace = placeKey(turn, step, "name");
  useFindMarks(name, namePlace, call.name);

  return (
    <StepFrame speaker="tool">
      <Disclosure
        open={isOpen}
        onToggle={toggle}
        summary={
          <>
            <bdi ref={name} className="max-w-[60%] shrink-0 truncate font-medium font-mono text-xs">
              {call.name}
            </bdi>
            <bdi className="min-w-0 flex-1 truncate font-mono text-faint text-xs">
              {shortArguments(call.arguments)}
            </bdi>
            <ToolStatus call={call} />
            <span className="shrink-0 text-faint text-xs tabular-nums">
              {formatDuration(call.latencyMs)}
            </span>
          </>
        }
      >
        <ValueView
          label="Arguments"
          value={call.arguments}
          place={placeKey(turn, step, "arguments")}
        />
        {call.error !== null && (
          <div className="border-line border-t px-3 py-2 text-negative-text">
            <TextView
              text={call.error || "Failed without a message."}
              place={placeKey(turn, step, "error")}
            />
          </div>
        )}
        {call.result === null ? (
          call.error === null && (
            <p className="border-line border-t px-3 py-2 text-muted text-sm">No result was seen.</p>
          )
        ) : (
          <ValueView label="Result" value={call.result} place={placeKey(turn, step, "result")} />
        )}
      </Disclosure>
    </StepFrame>
  );
}

function ToolStatus({ call }: { call: TurnToolCall }) {
  if (call.error !== null) return <Chip tone="negative">error</Chip>;
  if (call.result === null) return <Chip tone="warning">no result</Chip>;
  return <Chip>ok</Chip>;
}

function shortArguments(value: unknown): string {
  if (typeof value === "string") return value.slice(0, 200);
  if (typeof value !== "object" || value === null) return value === null ? "" : String(value);
  return jsonPreview(value);
}

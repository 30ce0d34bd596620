"use client";

import { useEffect, useRef } from "react";
import { FindField } from "@/components/json/find-field";
import { useShortcut } from "@/components/shell/use-shortcut";
import type { useConversationFind } from "./use-conversation-find";

interface FindBarProps {
  find: ReturnType<typeof useConversationFind>;
}

export function FindBar({ find }: FindBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcut("search", () => {
    find.open();
    field.current?.select();
  });
  useShortcut("nextMatch", () => find.step(1), find.isOpen);
  useShortcut("previousMatch", () => find.step(-1), find.isOpen);

  useEffect(() => {
    if (find.isOpen) field.current?.select();
  }, [find.isOpen]);

  if (!find.isOpen) return null;
  return (
    <div className="flex shrink-0 justify-end border-line border-b bg-subtle px-3 py-1.5">
      <FindField
        ref={field}
        label="Find in the conversation"
        query={find.query}
        onQuery={find.setQuery}
        position={find.position}
        count={find.count}
        capped={find.capped}
        searching={find.searching}
        onStep={find.step}
        onClose={find.close}
        className="w-full max-w-md"
      />
    </div>
  );
}

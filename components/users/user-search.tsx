"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Input } from "@/components/ui/input";

const SEARCH_DELAY_MS = 200;

interface UserSearchProps {
  q: string;
  onChange: (q: string) => void;
}

/** Searches once the typing pauses. */
export function UserSearch({ q, onChange }: UserSearchProps) {
  const [text, setText] = useState(q);
  const [knownQ, setKnownQ] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcut("search", () => field.current?.focus());
  useEffect(() => () => clearTimeout(timer.current), []);

  // The search changed by other means than typing here: Back, or clearing it.
  if (q !== knownQ) {
    setKnownQ(q);
    setText(q);
  }

  function search(next: string, delayMs: number) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setKnownQ(next);
      onChange(next);
    }, delayMs);
  }

  return (
    <search className="relative w-full sm:w-64">
      <Search
        size={13}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-faint"
      />
      <Input
        ref={field}
        type="search"
        aria-label="Search users"
        placeholder="Search users"
        maxLength={1000}
        className="pl-7"
        value={text}
        onChange={(event) => search(event.target.value, SEARCH_DELAY_MS)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") search(text, 0);
          if (event.key !== "Escape") return;
          if (text === "") event.currentTarget.blur();
          else search("", 0);
        }}
      />
    </search>
  );
}

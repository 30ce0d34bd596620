"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import { announce } from "./live-messages";

interface CopyButtonProps {
  /** The text, or how to get it when it is large. */
  text: string | (() => string | Promise<string>);
  /** What is copied, in lower case: "session id". */
  what: string;
  /** Shows "Copy" beside the icon. */
  labelled?: boolean;
  className?: string;
}

const CONFIRM_MS = 1600;
const ICONS = { idle: Copy, copied: Check, failed: X } as const;
const WORDS = { idle: "Copy", copied: "Copied", failed: "Not copied" } as const;

/** Copies, and says so in place. */
export function CopyButton({ text, what, labelled = false, className }: CopyButtonProps) {
  const [state, setState] = useState<keyof typeof ICONS>("idle");
  const Icon = ICONS[state];

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      setState("copied");
      announce(`Copied ${what}`);
    } catch {
      setState("failed");
      announce(`Could not copy ${what}`);
    }
  }

  const icon = <Icon size={14} aria-hidden />;
  const tone = classNames(
    state === "copied" && "text-positive-text",
    state === "failed" && "text-negative-text",
    className,
  );
  if (!labelled) {
    return (
      <IconButton
        label={state === "idle" ? `Copy ${what}` : WORDS[state]}
        size="sm"
        className={tone}
        onClick={copy}
      >
        {icon}
      </IconButton>
    );
  }
  return (
    <Button size="sm" variant="ghost" aria-label={`Copy ${what}`} className={tone} onClick={copy}>
      {icon}
      {WORDS[state]}
    </Button>
  );
}

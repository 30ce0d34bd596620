"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "./button";
import { classNames } from "./class-names";

interface ErrorStateProps {
  /** What failed: "Sessions could not be loaded." */
  title: string;
  /** The server's sentence, if it gave one. */
  message?: string;
  onRetry: () => void;
  /** One line, for the end of a list. */
  inline?: boolean;
}

export function ErrorState({ title, message, onRetry, inline = false }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={classNames(
        "flex items-center gap-2 text-sm",
        inline ? "px-3 py-2" : "mx-auto max-w-md flex-col px-4 py-12 text-center",
      )}
    >
      <TriangleAlert size={inline ? 14 : 20} className="shrink-0 text-negative" aria-hidden />
      <p className={classNames(!inline && "font-medium text-base")}>{title}</p>
      {message && <p className="text-muted">{message}</p>}
      <Button size={inline ? "sm" : "md"} onClick={onRetry}>
        <RotateCw size={13} aria-hidden />
        Retry
      </Button>
    </div>
  );
}

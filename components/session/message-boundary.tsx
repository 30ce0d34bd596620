"use client";

import { Component, type ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { jsonText } from "@/lib/json/write-json";

interface MessageBoundaryProps {
  /** What is shown inside, for the reader to copy when it cannot be shown. */
  content: unknown;
  children: ReactNode;
}

/** Keeps a message that cannot be shown from taking the page down. */
export class MessageBoundary extends Component<MessageBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <p className="flex items-center gap-2 rounded-md border border-warning-line bg-warning-soft px-3 py-2 text-warning-text">
        This part could not be shown.
        <CopyButton labelled what="its content" text={() => jsonText(this.props.content)} />
      </p>
    );
  }
}

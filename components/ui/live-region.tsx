"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import { dismissToast, readLiveMessages, subscribeToLiveMessages } from "./live-messages";

/** Where `announce` and `showToast` come out. Rendered once, by the root layout. */
export function LiveRegion() {
  const { announcement, toasts } = useSyncExternalStore(
    subscribeToLiveMessages,
    readLiveMessages,
    readLiveMessages,
  );
  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {announcement}
      </div>
      <section
        aria-label="Notifications"
        aria-live="polite"
        className="fixed right-4 bottom-4 left-4 z-50 flex flex-col items-end gap-2 empty:hidden sm:left-auto"
      >
        {toasts.map(({ id, message, tone, action }) => (
          <div
            key={id}
            className={classNames(
              "flex max-w-md animate-pop items-center gap-2 rounded-lg border bg-raised py-1.5 pr-1.5 pl-3 text-sm shadow-pop",
              tone === "negative" ? "border-negative-line text-negative-text" : "border-line",
            )}
          >
            <span className="min-w-0 break-words">{message}</span>
            {action && (
              <Button
                size="sm"
                onClick={() => {
                  action.run();
                  dismissToast(id);
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton label="Dismiss" size="sm" onClick={() => dismissToast(id)}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        ))}
      </section>
    </>
  );
}

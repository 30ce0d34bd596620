"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

interface DialogContentProps {
  title: string;
  description?: string;
  children: ReactNode;
  className?: string;
}

export function DialogContent({ title, description, children, className }: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 bg-(--overlay)" />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={classNames(
          "fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-32px)] max-w-lg -translate-x-1/2 flex-col rounded-lg border border-line bg-raised text-fg text-sm shadow-pop outline-none",
          className,
        )}
      >
        <header className="flex items-start justify-between gap-4 px-4 pt-3 pb-2">
          <div>
            <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
            {description && (
              <Radix.Description className="text-muted">{description}</Radix.Description>
            )}
          </div>
          <Radix.Close asChild>
            <IconButton label="Close">
              <X size={15} aria-hidden />
            </IconButton>
          </Radix.Close>
        </header>
        <div className="overflow-auto px-4 pb-4">{children}</div>
      </Radix.Content>
    </Radix.Portal>
  );
}

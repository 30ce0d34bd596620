"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** Leaves the page reachable behind it. */
export function Menu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}

export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

const ITEM =
  "relative flex min-h-7 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover";

export function MenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    // Within a landmark, as all content should be.
    <Radix.Portal
      container={typeof document === "undefined" ? null : document.querySelector("main")}
    >
      <Radix.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className={classNames(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-40 max-w-[calc(100vw-16px)] animate-pop overflow-auto rounded-lg border border-line bg-raised p-1 text-fg shadow-pop",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}

export function MenuItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={classNames(ITEM, className)} {...props} />;
}

export function MenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={classNames(ITEM, "pl-7", className)} {...props}>
      <Indicator />
      {children}
    </Radix.CheckboxItem>
  );
}

export function MenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={classNames(ITEM, "pl-7", className)} {...props}>
      <Indicator />
      {children}
    </Radix.RadioItem>
  );
}

export function MenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return (
    <Radix.Label className={classNames("px-2 py-1 text-faint text-xs", className)} {...props} />
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

function Indicator() {
  return (
    <Radix.ItemIndicator className="absolute left-2">
      <Check size={14} aria-hidden />
    </Radix.ItemIndicator>
  );
}

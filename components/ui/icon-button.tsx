import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export interface IconButtonProps extends ComponentProps<"button"> {
  /** Its accessible name and its tooltip. */
  label: string;
  /** Shortcut shown in the tooltip. */
  keys?: string;
  size?: "sm" | "md";
}

/** A square button that holds one icon of about 15 px. */
export function IconButton({ label, keys, size = "md", className, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={keys ? `${label}  ${keys}` : label}
      className={classNames(
        "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-fg disabled:opacity-50 data-[state=open]:bg-hover",
        size === "sm" ? "size-6" : "size-7",
        className,
      )}
      {...props}
    />
  );
}

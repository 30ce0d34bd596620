import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const VARIANTS = {
  primary: "bg-accent text-accent-fg hover:bg-accent-hover",
  default: "border border-line-strong bg-raised text-fg hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-fg data-[state=open]:bg-hover",
  danger: "border border-negative-line bg-raised text-negative-text hover:bg-negative-soft",
} as const;

const SIZES = {
  sm: "h-6 gap-1 px-2 text-xs",
  md: "h-7 gap-1.5 px-2.5 text-sm",
  lg: "h-9 gap-2 px-4 text-base",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  /** Styles the one child (a link) instead of rendering a button. */
  asChild?: boolean;
}

export function Button({
  variant = "default",
  size = "md",
  asChild = false,
  className,
  ...props
}: ButtonProps) {
  const Component = asChild ? Slot.Root : "button";
  return (
    <Component
      type={asChild ? undefined : "button"}
      className={classNames(
        "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors disabled:opacity-50",
        VARIANTS[variant],
        SIZES[size],
        className,
      )}
      {...props}
    />
  );
}

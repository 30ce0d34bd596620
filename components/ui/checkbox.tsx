import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "children"> {
  children: ReactNode;
}

/** The browser's own checkbox with its label. */
export function Checkbox({ children, className, ...props }: CheckboxProps) {
  return (
    <label className={classNames("flex min-h-7 min-w-0 items-center gap-2", className)}>
      <input type="checkbox" className="size-4 shrink-0 accent-accent" {...props} />
      {children}
    </label>
  );
}

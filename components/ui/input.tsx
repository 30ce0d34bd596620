import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const FIELD =
  "rounded-md border border-control-line bg-canvas px-2 text-fg text-sm placeholder:text-faint aria-invalid:border-negative focus-visible:outline-offset-0";

/** Needs a `<label>` or an `aria-label`. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={classNames(FIELD, "h-7 w-full min-w-0", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={classNames(FIELD, "min-h-16 w-full py-1.5", className)} {...props} />;
}

export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={classNames(FIELD, "h-7 min-w-0", className)} {...props} />;
}

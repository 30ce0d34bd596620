import { classNames } from "./class-names";

/** A grey bar in the place of text to come; give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("block animate-shimmer rounded-sm bg-sunken", className)}
    />
  );
}

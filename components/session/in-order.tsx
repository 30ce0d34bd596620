import { Fragment, type ReactNode } from "react";

/** Renders parts of a text, which have no other name than their place. */
export function inOrder<T>(items: readonly T[], render: (item: T) => ReactNode): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return items.map((item, index) => <Fragment key={index}>{render(item)}</Fragment>);
}

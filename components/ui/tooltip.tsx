import { Slot } from "radix-ui";
import type { ReactNode } from "react";

/** Text that appears on hover and focus of the one child; line breaks are kept. The same as
 * `data-tip` on the child: one layer (TooltipLayer) shows them all, so thousands cost nothing. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return <Slot.Root data-tip={text}>{children}</Slot.Root>;
}

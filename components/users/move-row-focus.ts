/** Moves the focus to the link of the next or previous row; false when there is none. */
export function moveRowFocus(rows: HTMLElement | null, step: 1 | -1): boolean {
  const links = [...(rows?.querySelectorAll<HTMLElement>("a[data-row-link]") ?? [])];
  const row = document.activeElement?.closest("tr, li");
  const current = links.findIndex((link) => row?.contains(link));
  const next = links[current === -1 ? 0 : current + step];
  next?.focus();
  return next !== undefined;
}

import { isoMicros } from "./iso-micros";

/** What a span must carry to stand in the tree. */
export interface TreeSpan {
  spanId: string;
  parentSpanId: string | null;
  startedAt: string;
  endedAt: string | null;
}

export interface SpanTreeRow<S extends TreeSpan> {
  span: S;
  depth: number;
  children: number;
  /** Position after its last descendant. */
  end: number;
  /** Its parent has not arrived, or its parents run in a circle. */
  oddity: "orphan" | "circle" | null;
  /** It starts before its parent: skewed clocks. */
  early: boolean;
}

/** The spans of a trace as rows, parents before their children, siblings by start. Every span
 * appears once: one whose parent is missing stands at the top, a circle is cut at its earliest span. */
export function buildSpanTree<S extends TreeSpan>(spans: readonly S[]): SpanTreeRow<S>[] {
  const byStart = spans
    .map((span, order) => ({ span, order, start: isoMicros(span.startedAt) }))
    .sort((a, b) => a.start - b.start || a.order - b.order);
  const byId = new Map(byStart.map((entry) => [entry.span.spanId, entry]));
  const children = new Map<string, typeof byStart>();
  const tops: typeof byStart = [];
  for (const entry of byStart) {
    const { spanId, parentSpanId } = entry.span;
    if (parentSpanId === null || parentSpanId === spanId || !byId.has(parentSpanId)) {
      tops.push(entry);
    } else {
      const siblings = children.get(parentSpanId);
      if (siblings) siblings.push(entry);
      else children.set(parentSpanId, [entry]);
    }
  }

  const rows: SpanTreeRow<S>[] = [];
  const placed = new Set<S>();
  const place = (top: (typeof byStart)[number]) => {
    const stack = [{ entry: top, depth: 0 }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { entry, depth } = next;
      if (placed.has(entry.span)) continue;
      placed.add(entry.span);
      const beneath = (children.get(entry.span.spanId) ?? []).filter(
        ({ span }) => !placed.has(span),
      );
      const parent = depth > 0 ? byId.get(entry.span.parentSpanId ?? "") : undefined;
      rows.push({
        span: entry.span,
        depth,
        children: beneath.length,
        end: 0,
        oddity: depth > 0 ? null : oddityOf(entry.span, byId),
        early: parent !== undefined && entry.start < parent.start,
      });
      for (const child of beneath.reverse()) stack.push({ entry: child, depth: depth + 1 });
    }
  };
  for (const top of tops) place(top);
  for (const entry of byStart) if (!placed.has(entry.span)) place(entry);
  setEnds(rows);
  return rows;
}

/** Positions of the rows that show when the spans in `folded` hide what is beneath them. */
export function visibleRows<S extends TreeSpan>(
  rows: readonly SpanTreeRow<S>[],
  folded: ReadonlySet<string>,
): number[] {
  const visible: number[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at];
    visible.push(at);
    at = row !== undefined && folded.has(row.span.spanId) ? row.end : at + 1;
  }
  return visible;
}

function oddityOf(span: TreeSpan, byId: ReadonlyMap<string, unknown>) {
  if (span.parentSpanId === null) return null;
  return byId.has(span.parentSpanId) ? "circle" : "orphan";
}

function setEnds(rows: SpanTreeRow<TreeSpan>[]): void {
  const open: SpanTreeRow<TreeSpan>[] = [];
  rows.forEach((row, at) => {
    for (
      let last = open.at(-1);
      last !== undefined && last.depth >= row.depth;
      last = open.at(-1)
    ) {
      last.end = at;
      open.pop();
    }
    open.push(row);
  });
  for (const row of open) row.end = rows.length;
}

import { ChevronRight } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { formatExactCount } from "@/lib/format";
import type { JsonRow } from "@/lib/json/json-tree";
import type { JsonMatch } from "@/lib/json/search-json";
import { JsonValue } from "./json-value";
import { MarkedText } from "./marked-text";

/** Height of a line; text rows take a whole number of them. */
export const LINE_PX = 22;
const INDENT_PX = 14;
/** Deeper rows are not indented further; they say their depth. */
const MAX_INDENT = 20;

interface JsonRowViewProps {
  row: JsonRow;
  id: string;
  active: boolean;
  query: string;
  /** The occurrence that the reader stands on, when it is in this row. */
  current: JsonMatch | null;
  onToggle: () => void;
  onSelect: () => void;
}

export function JsonRowView({
  row,
  id,
  active,
  query,
  current,
  onToggle,
  onSelect,
}: JsonRowViewProps) {
  const { child, depth } = row;
  const indent = Math.min(depth, MAX_INDENT) * INDENT_PX;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree that owns the row has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree is one tab stop and names the active row
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-setsize={row.siblings}
      aria-posinset={row.index + 1}
      aria-expanded={row.openable ? row.open : undefined}
      aria-selected={active}
      data-line={row.line}
      data-text={child.type === "text" ? "" : undefined}
      className={classNames(
        "group/row absolute inset-x-0 flex pr-2",
        active ? "group-focus/tree:bg-selected" : "hover:bg-hover",
        row.openable && "cursor-pointer",
      )}
      style={{ top: row.line * LINE_PX, paddingLeft: indent + 4, lineHeight: `${LINE_PX}px` }}
      onClick={() => {
        onSelect();
        if (row.openable && !hasSelection()) onToggle();
      }}
    >
      {child.type === "text" ? (
        <span
          dir="auto"
          className="ml-5 min-w-0 flex-1 whitespace-pre-wrap text-positive-text [overflow-wrap:anywhere]"
        >
          <MarkedText
            text={child.text}
            query={query}
            current={current?.at === "value" ? current.offset - child.from : null}
          />
        </span>
      ) : (
        <div className="flex min-w-0 flex-1 items-center gap-1.5" style={{ height: LINE_PX }}>
          <ChevronRight
            size={14}
            aria-hidden
            className={classNames(
              "shrink-0 text-faint transition-transform",
              row.open && "rotate-90",
              !row.openable && "invisible",
            )}
          />
          {depth > MAX_INDENT && <span className="shrink-0 text-2xs text-faint">{depth}</span>}
          <Label row={row} query={query} current={current?.at === "key" ? current.offset : null} />
          {child.type === "entry" && (
            <JsonValue
              value={child.value}
              open={row.open}
              query={query}
              current={current?.at === "value" ? current.offset : null}
            />
          )}
        </div>
      )}
    </div>
  );
}

function Label({ row, query, current }: { row: JsonRow; query: string; current: number | null }) {
  const { child } = row;
  if (row.parent === null || child.type === "text") return null;
  if (child.type === "range") {
    return (
      <span className="text-muted">
        {formatExactCount(child.from)} … {formatExactCount(child.to - 1)}
      </span>
    );
  }
  return (
    <span className="max-w-[50%] shrink-0 truncate">
      {typeof child.key === "number" ? (
        <span className="text-faint">{child.key}</span>
      ) : (
        <bdi className="text-fg">
          {child.key === "" ? (
            '""'
          ) : (
            <MarkedText text={child.key} query={query} current={current} />
          )}
        </bdi>
      )}
      <span className="text-faint">:</span>
    </span>
  );
}

function hasSelection(): boolean {
  return (document.getSelection()?.toString() ?? "") !== "";
}

import { CopyButton } from "@/components/ui/copy-button";
import { jsonPathText } from "@/lib/json/json-path-text";
import type { JsonRow } from "@/lib/json/json-tree";
import { jsonText } from "@/lib/json/write-json";

/** Where one stands in the document, with copies of the place and of what is there. */
export function JsonStatusBar({ row }: { row: JsonRow }) {
  const path = jsonPathText(row);
  const { child } = row;
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-line border-t bg-subtle pr-1 pl-3 text-xs">
      <bdi className="min-w-0 flex-1 truncate font-mono text-muted" data-tip={path || undefined}>
        {path || "whole document"}
      </bdi>
      {path !== "" && <CopyButton what="path" text={path} />}
      <CopyButton
        labelled
        what="value"
        text={() => {
          if (child.type === "range") return "";
          const value = child.type === "text" ? child.text : child.value;
          return typeof value === "string" ? value : jsonText(value);
        }}
      />
    </div>
  );
}

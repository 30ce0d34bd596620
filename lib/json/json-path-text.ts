import { childAt } from "./json-shape";
import type { JsonRow } from "./json-tree";

/** The row's place as code would name it: `turns[0].toolCalls[1]["odd key"]`; "" is the root. */
export function jsonPathText(row: JsonRow): string {
  const parts: string[] = [];
  let index = row.index;
  for (let node = row.parent; node !== null; node = node.parent) {
    const child = childAt(node.shape, index);
    if (child.type === "entry") parts.push(keyText(child.key));
    index = node.index;
  }
  return parts.reverse().join("").replace(/^\./, "");
}

function keyText(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

type NodeType = "Project" | "ProjectSession" | "Trace";

/** Phoenix's opaque ids: base64 of "Type:id" (Relay's global object identification). */
export function writeGlobalId(type: NodeType, id: string | number): string {
  return btoa(`${type}:${id}`);
}

/** null when the text is no id of that type. */
export function readGlobalId(type: NodeType, text: string): string | null {
  try {
    const parts = atob(text);
    return parts.startsWith(`${type}:`) && btoa(parts) === text
      ? parts.slice(type.length + 1)
      : null;
  } catch {
    return null;
  }
}

/** Length of the value as compact JSON in characters, near enough to tell a reader (escapes are not
 * counted); stops counting past `limit`. */
export function jsonSize(root: unknown, limit = Number.POSITIVE_INFINITY): number {
  let size = 0;
  const stack: unknown[] = [root];
  while (stack.length > 0 && size <= limit) {
    const value = stack.pop();
    if (typeof value === "string") size += value.length + 2;
    else if (Array.isArray(value)) {
      size += 2 + Math.max(0, value.length - 1);
      for (const item of value) stack.push(item);
    } else if (typeof value === "object" && value !== null) {
      const keys = Object.keys(value);
      size += 2 + Math.max(0, keys.length - 1);
      for (const key of keys) {
        size += key.length + 3;
        stack.push(Reflect.get(value, key));
      }
    } else size += String(value).length;
  }
  return size;
}

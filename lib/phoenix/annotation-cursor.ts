import { isRealTime } from "@/lib/is-real-time";

/** A place among annotations, the newest first: after the one of this time and id. */
export interface AnnotationCursor {
  createdAt: string;
  id: string;
}

const form =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to its readers. */
export function writeAnnotationCursor({ createdAt, id }: AnnotationCursor): string {
  return btoa(`${createdAt}/${id}`);
}

/** null when it is none. */
export function readAnnotationCursor(text: string): AnnotationCursor | null {
  try {
    const [, createdAt, id] = form.exec(atob(text)) ?? [];
    if (createdAt === undefined || id === undefined) return null;
    return isRealTime(createdAt) ? { createdAt, id } : null;
  } catch {
    return null;
  }
}

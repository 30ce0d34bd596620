import { cleanText } from "@/lib/clean-text";
import { fitKey } from "./fit-key";

/** An id as it is stored: the same bytes in a span, a URL or an annotation find the same row. */
export function storedId(text: string): string {
  return fitKey(cleanText(text.trim()));
}

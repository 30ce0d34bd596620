import type { Rejection } from "./span-intake";

/** Thrown while a span is read, caught where it is taken in. No Error: a hundred thousand bad spans
 * would spend their time on stack traces. */
export class SpanFault {
  constructor(readonly rejection: Rejection) {}
}

/** Attribute values nest at most this deep. */
export const deepestValue = 64;

import { ApiError } from "@/lib/http/api-error";

/** The body is not an ExportTraceServiceRequest. Messages hold nothing of the body. */
export class MalformedBody extends ApiError {
  override name = "MalformedBody";

  constructor(message: string) {
    super(400, "malformed_body", message);
  }
}

/** Within the limit of bytes, but of so many parts that building them would stall the process. */
export class TooManyParts extends ApiError {
  override name = "TooManyParts";

  constructor() {
    super(413, "too_many_parts", "The body has too many parts for its size. Send smaller batches.");
  }
}

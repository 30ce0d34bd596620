import { ApiError } from "@/lib/http/api-error";

export interface Page {
  limit: number;
  cursor: string | null;
}

/** `?limit=&cursor=`; 422 for a bad limit. */
export function readPage(
  parameters: URLSearchParams,
  { defaultLimit, maxLimit }: { defaultLimit: number; maxLimit: number },
): Page {
  const limit = parameters.get("limit") ?? String(defaultLimit);
  if (!/^\d{1,9}$/.test(limit) || Number(limit) < 1 || Number(limit) > maxLimit) {
    throw invalidParameter("limit", `must be a whole number from 1 to ${maxLimit}`);
  }
  return { limit: Number(limit), cursor: parameters.get("cursor") || null };
}

export function invalidParameter(name: string, message: string): ApiError {
  return new ApiError(422, "invalid_parameter", `${name} ${message}.`, [{ field: name, message }]);
}

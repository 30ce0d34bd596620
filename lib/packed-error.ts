import { ApiError } from "@/lib/http/api-error";

/** An error as it goes from thread to thread, where only plain data goes. */
export interface PackedError {
  api: Pick<ApiError, "status" | "code" | "details" | "headers"> | null;
  name: string;
  message: string;
  stack: string | undefined;
  /** As drivers and the system give them: code, table_name, constraint_name. */
  fields: [string, string][];
  cause: PackedError | null;
  errors: PackedError[];
}

const deepest = 8;
const fieldNames = ["code", "table_name", "constraint_name"];

export function packError(error: unknown, depth = 0): PackedError {
  if (!(error instanceof Error)) return packError(new Error(String(error)), depth);
  const { name, message, stack, cause } = error;
  const inner = depth < deepest;
  return {
    api:
      error instanceof ApiError
        ? { status: error.status, code: error.code, details: error.details, headers: error.headers }
        : null,
    ...{ name, message, stack },
    fields: fieldNames.flatMap((field): [string, string][] => {
      const value: unknown = Object.getOwnPropertyDescriptor(error, field)?.value;
      return typeof value === "string" ? [[field, value]] : [];
    }),
    cause: inner && cause instanceof Error ? packError(cause, depth + 1) : null,
    errors:
      inner && error instanceof AggregateError
        ? error.errors.map((each) => packError(each, depth + 1))
        : [],
  };
}

export function unpackError(packed: PackedError): Error {
  const { api, name, message, stack, fields, cause, errors } = packed;
  const plain = () =>
    errors.length > 0 ? new AggregateError(errors.map(unpackError), message) : new Error(message);
  const error = api
    ? new ApiError(api.status, api.code, message, api.details, api.headers)
    : Object.assign(plain(), Object.fromEntries(fields));
  return Object.assign(error, { name, stack, ...(cause && { cause: unpackError(cause) }) });
}

/** An answer of the API that is not a success: its own code and sentence. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Fetches from the dashboard's own API, which is trusted to answer with T. Throws ApiError. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" } });
  if (!response.ok) throw await readApiError(response);
  return response.json();
}

/** From `{"error": {code, message}}`; whatever else answers (a proxy) by its status. */
export async function readApiError(response: Response): Promise<ApiError> {
  const fallback = `The server answered ${response.status}.`;
  try {
    const { error } = await response.json();
    return new ApiError(
      response.status,
      String(error.code),
      typeof error.message === "string" ? error.message : fallback,
    );
  } catch {
    return new ApiError(response.status, "unreadable_answer", fallback);
  }
}

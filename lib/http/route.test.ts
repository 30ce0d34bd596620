import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "./api-error";
import { route } from "./route";

const request = (host = "localhost:3000") =>
  new Request("http://localhost:3000/api/x?q=hidden", { headers: { host } });

const log = vi.spyOn(console, "error").mockImplementation(() => {});
afterEach(() => log.mockClear());

async function failWith(error: unknown) {
  const answer = await route(() => {
    throw error;
  })(request(), {});
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

test("an answer keeps its own headers and gets the standing ones", async () => {
  const get = route(() => Response.json({ a: 1 }, { headers: { "cache-control": "max-age=5" } }));
  const answer = await get(request(), {});
  expect(await answer.json()).toEqual({ a: 1 });
  expect(answer.headers.get("cache-control")).toBe("max-age=5");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("an expected failure is said as it is and not logged", async () => {
  const { status, body } = await failWith(new ApiError(404, "session_not_found", "No.", ["id"]));
  expect(status).toBe(404);
  expect(body).toEqual({ error: { code: "session_not_found", message: "No.", details: ["id"] } });
  expect(log).not.toHaveBeenCalled();
});

test("a foreign host does not reach the handler", async () => {
  const handle = vi.fn(() => new Response());
  expect((await route(handle)(request("evil.example"), {})).status).toBe(403);
  expect(handle).not.toHaveBeenCalled();
});

test.each(["ECONNREFUSED", "57P01", "CONNECTION_CLOSED"])(
  "%s is 503, to be retried",
  async (code) => {
    const cause = Object.assign(new Error("secret"), { code });
    const { status, headers, body } = await failWith(new Error("Failed query", { cause }));
    expect(status).toBe(503);
    expect(headers.get("retry-after")).toBe("1");
    expect(body.error.code).toBe("database_away");
  },
);

test("an unexpected error is logged by its codes and its place, without its content", async () => {
  const cause = Object.assign(
    new Error("duplicate key (prompt)=(hello\n    at secret place:1:1)"),
    {
      name: "PostgresError",
      code: "23505",
      table_name: "spans",
      constraint_name: "spans_pkey",
      detail: "secret",
    },
  );
  const { status, body } = await failWith(new Error("Failed query: secret", { cause }));
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain("secret");
  expect(log).toHaveBeenCalledTimes(1);
  const line = String(log.mock.calls[0]);
  expect(line).toContain("GET 500");
  expect(line).toContain("code=23505 table_name=spans constraint_name=spans_pkey");
  expect(line).toContain("route.test.ts");
  expect(line).not.toMatch(/secret|hello|hidden|\n/);
});

test("what is thrown need not be an error", async () => {
  expect((await failWith("secret")).body.error.code).toBe("internal_error");
});

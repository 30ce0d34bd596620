import { describe, expect, test } from "vitest";
import { guard } from "./guard";

const open = { secret: null, allowedHosts: ["colloquy.example", "2001:db8::7"] };

function ask(
  headers: Record<string, string>,
  method = "GET",
  rules: Parameters<typeof guard>[1] = open,
) {
  return guard({ method, headers: new Headers({ host: "localhost:3000", ...headers }) }, rules);
}

describe("host", () => {
  test.each([
    "localhost",
    "LOCALHOST:3000",
    "localhost.:3000",
    "app.localhost:3000",
    "127.0.0.1:3000",
    "127.0.0.5",
    "[::1]:3000",
    "colloquy.example",
    "[2001:db8::7]:3000",
  ])("%s is answered", (host) => expect(ask({ host })).toBeNull());

  test.each([
    "",
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil@localhost",
    "localhost/evil.example",
    "notlocalhost",
    "x.colloquy.example",
    "192.168.0.7:3000",
    "[::2]",
    "localhost:3000:1",
  ])("%s is not", (host) => expect(ask({ host })).toMatchObject({ status: 403 }));

  test("a request without a host is not answered", () => {
    expect(guard({ method: "GET", headers: new Headers() }, open)).toMatchObject({ status: 403 });
  });
});

describe("writing from a page", () => {
  test.each<[string, Record<string, string>]>([
    ["nothing a browser adds", {}],
    ["our own page", { "sec-fetch-site": "same-origin", cookie: "a=b" }],
    ["our own origin", { origin: "http://localhost:3000", cookie: "a=b" }],
    [
      "our own origin behind TLS",
      { origin: "https://colloquy.example", host: "colloquy.example:443" },
    ],
  ])("%s is answered", (_, headers) => expect(ask(headers, "POST")).toBeNull());

  test.each<[string, Record<string, string>]>([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another port's site", { "sec-fetch-site": "same-site", origin: "http://localhost:3000" }],
    ["a foreign origin", { origin: "http://evil.example" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["a sandboxed page", { origin: "null" }],
    ["a cookie of unknown origin", { cookie: "a=b" }],
  ])("%s is not", (_, headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect(ask(headers, method)).toMatchObject({ status: 403, code: "cross_origin" });
    }
  });

  test("reading needs no origin", () => expect(ask({ cookie: "a=b" })).toBeNull());
});

describe("secret", () => {
  const rules = { secret: "correct horse battery", allowedHosts: [] };
  const basic = (login: string) => `Basic ${Buffer.from(login).toString("base64")}`;

  test.each([
    "Bearer correct horse battery",
    "bearer correct horse battery",
    basic("ann:correct horse battery"),
  ])("%s is let in", (authorization) => expect(ask({ authorization }, "GET", rules)).toBeNull());

  test.each([
    "Bearer wrong",
    "Bearer",
    "correct horse battery",
    basic("correct horse battery:x"),
    "Basic !!!",
    "Digest a",
  ])("%s is not", (authorization) => {
    expect(ask({ authorization }, "GET", rules)).toMatchObject({
      status: 401,
      headers: { "WWW-Authenticate": expect.stringContaining("Basic") },
    });
  });

  test("none at all is not", () => expect(ask({}, "GET", rules)).toMatchObject({ status: 401 }));
});

import { expect, test } from "./fixtures/test";

test("the app opens, runs its scripts under its policy and is ready", async ({ page, request }) => {
  expect((await request.get("/api/health/live")).status()).toBe(200);
  const ready = await request.get("/api/health/ready");
  expect(await ready.json()).toEqual({ status: "ready" });
  await page.goto("/");
  await expect(page).toHaveTitle(/Colloquy/);
  await expect(page.getByRole("main")).toBeVisible();
});

test("every page has a policy with a nonce of its own", async ({ request }) => {
  const nonces = new Set<string | undefined>();
  for (const _ of [1, 2]) {
    const headers = (await request.get("/")).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1]);
  }
  expect(nonces.size).toBe(2);
});

for (const path of ["/", "/api/health/live", "/no-such-page"]) {
  test(`the answer of ${path} carries the standing headers`, async ({ request }) => {
    const headers = (await request.get(path)).headers();
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["x-powered-by"]).toBeUndefined();
  });
}

for (const path of ["/", "/api/health/ready"]) {
  test(`${path} is not answered under a foreign host name`, async ({ request }) => {
    const answer = await request.get(path, { headers: { Host: "colloquy.example" } });
    expect(answer.status()).toBe(403);
  });
}

for (const path of ["/projects/%E0%A4%A/sessions", "/%zz", "/api/projects/%zz/sessions"]) {
  test(`the malformed address ${path} is a mistake of the client`, async ({ request }) => {
    expect((await request.get(path)).status()).toBe(400);
  });
}

test("the icon is there by the name that browsers guess", async ({ request }) => {
  const answer = await request.get("/favicon.ico");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("image/svg+xml");
});

import type { SampleChat } from "../sample-chat";
import type { SampleScript } from "../sample-script";

export const codingLongMigration: SampleScript = {
  name: "coding-long-migration",
  app: "coding",
  locale: "en",
  atMost: 1,
  play: playLongMigration,
};

const HANDLERS: [route: string, remark: string, answer: string][] = [
  [
    "GET /health",
    "start with the easy one",
    "Ported. Express sent `text/html` here by accident, Fastify sends JSON; the load balancer only looks at the status.",
  ],
  [
    "POST /login",
    "careful, rate limiting lives in a middleware",
    "The limiter is an `onRequest` hook now, so it runs before the body is parsed. That is an improvement: floods cost less.",
  ],
  [
    "POST /logout",
    "also clears the cookie, check path and domain",
    "Both attributes are the same as when it is set, otherwise browsers keep it. There is a test for it now.",
  ],
  [
    "GET /me",
    "do we still need the etag?",
    "No: Fastify doesn't add one by itself, and nothing reads it. I left it out.",
  ],
  [
    "PATCH /me",
    "validation errors must keep their shape",
    "They do: an `errorFormatter` maps Fastify's errors to our `{ field, message }` list.",
  ],
  [
    "GET /teams",
    "paging uses Link headers",
    "Kept. I moved the header into a helper, six handlers need it.",
  ],
  [
    "POST /teams",
    "transaction + audit log",
    "The transaction spans both, as before. One bug found: the audit entry was written even on rollback.",
  ],
  [
    "GET /teams/:id",
    "id may be a slug",
    "The schema accepts both, the look-up decides by the pattern.",
  ],
  [
    "DELETE /teams/:id",
    "only owners",
    "`requireRole('owner')` as a `preHandler`. Tested as owner, admin, stranger.",
  ],
  [
    "POST /teams/:id/members",
    "sends mails",
    "The mail is sent after the reply, in `onResponse`, so slow mail servers no longer slow down the request.",
  ],
  [
    "DELETE /teams/:id/members/:user",
    "last owner must not leave",
    "The check happens inside the transaction now; two owners leaving at once could slip through before.",
  ],
  [
    "GET /projects",
    "has that weird `?fields=` parameter",
    "Ported with an allow-list. Before, any column could be named, `password_hash` included!",
  ],
  ["POST /projects", "plan limits", "The limit is checked by a count under lock, same as before."],
  ["GET /projects/:id", "cache headers", "`Cache-Control: private, max-age=30` as it was."],
  [
    "PUT /projects/:id",
    "optimistic locking by version",
    "Answers 409 with the current version, and the client's test is green.",
  ],
  [
    "POST /projects/:id/archive",
    "idempotent please",
    "A second call answers 200 without an audit entry.",
  ],
  [
    "GET /projects/:id/export",
    "streams up to 1 GB",
    "Fastify takes the stream as it is. Memory stayed at 80 MB for a gigabyte.",
  ],
  [
    "POST /projects/:id/import",
    "multipart",
    "`@fastify/multipart` with a limit of 50 MB and 3 files. The old code had no limit.",
  ],
  [
    "GET /search",
    "the slow one",
    "Same query, but the request's abort signal reaches the database now: a closed tab stops the search.",
  ],
  [
    "GET /notifications",
    "long polling",
    "Kept for now; server-sent events would be a separate change.",
  ],
  ["POST /notifications/read", "many ids", "At most 500 ids, deduplicated."],
  [
    "POST /webhooks",
    "signature check needs the raw body",
    "`addContentTypeParser` keeps the raw buffer for this route only.",
  ],
  [
    "POST /webhooks/stripe",
    "don't break this one!!",
    "Replayed 200 recorded events against both servers: identical answers.",
  ],
  ["POST /uploads", "presigned urls", "Unchanged apart from the schema."],
  [
    "GET /admin/stats",
    "internal only",
    "Bound to the internal listener, it can't be reached from outside any more.",
  ],
  [
    "POST /admin/impersonate",
    "audit!",
    "Every use is logged with a reason; without a reason it answers 422.",
  ],
  [
    "GET /metrics",
    "prometheus",
    "`fastify-metrics` has the same names except one; I added an alias so that dashboards go on working.",
  ],
  ["* (404)", "our own page", "`setNotFoundHandler`, JSON for /api, the page for the rest."],
];

const ASIDES: Record<number, [string, string]> = {
  2: [
    "run all tests so far",
    "38 passed, none failed. Express and Fastify run side by side behind the proxy.",
  ],
  4: ["how many left?", "23 handlers. At this pace about an hour and a half."],
  6: [
    "that rollback bug explains last week's ghost teams!",
    "It does. There are 12 of them in the audit log, I can list them for a clean-up.",
  ],
  8: ["lunch 🍜", "Everything is committed, we can go on any time."],
  11: [
    "password_hash?! was that ever used?",
    "The access logs of 90 days show 3 requests with unknown fields, none with that one.",
  ],
  13: [
    "commit in smaller steps please, reviewers are complaining",
    "From now on: one commit per handler, named after its route.",
  ],
  16: [
    "impressive. compare throughput?",
    "On this machine: 11,200 requests a second before, 31,400 after, for `GET /me`.",
  ],
  18: [
    "wait, does that abort work with pgbouncer?",
    "Yes, in transaction mode too: the cancel goes to the server connection that runs the query.",
  ],
  20: [
    "someone asks why we don't use Hono",
    "Mostly because of the plugins we need: multipart, raw body, metrics. For a small service I'd consider it.",
  ],
  22: ["phew. push that to staging", "On staging since 16:40. The error rate is flat."],
  24: [
    "security wants a list of all internal routes",
    "Five: `/metrics`, `/health`, and three under `/admin`. All on the internal listener now.",
  ],
  26: [
    "remove express from package.json?",
    "Not yet: `passport` still depends on it. Next week's ticket.",
  ],
};

function playLongMigration(chat: SampleChat): void {
  chat.user(
    "We're porting the API from Express to Fastify today, all 28 handlers, one by one. I name the route, you port it and run its tests. No big bang. Ready?",
  );
  chat.tool(
    "search_code",
    { query: "app.(get|post|put|patch|delete)" },
    { matches: HANDLERS.length },
  );
  chat.say(
    "Ready. I found 28 handlers in 11 files, and tests for 24 of them. I'll write the four missing ones first when we get there.",
  );
  HANDLERS.forEach(([route, remark, answer], i) => {
    chat.user(i % 4 === 3 ? `${route}. ${remark}` : `next: ${route} — ${remark}`);
    chat.tool(
      "read_file",
      { path: `src/routes/${slug(route)}.ts` },
      { lines: chat.random.int(14, 160) },
    );
    if (i % 7 === 5) {
      chat.toolFails(
        "edit_file",
        { path: `src/routes/${slug(route)}.ts` },
        "old text not found: file changed on disk",
      );
    }
    chat.tool(
      "edit_file",
      { path: `src/routes/${slug(route)}.ts`, change: `port ${route}` },
      { ok: true },
    );
    chat.tool("run_tests", { filter: slug(route) }, { passed: chat.random.int(2, 11), failed: 0 });
    chat.say(answer);
    const aside = ASIDES[i];
    if (aside) {
      chat.user(aside[0], chat.random.int(1, 25) * 60_000);
      chat.say(aside[1]);
    }
    if (i % 2 === 0) {
      chat.user(chat.oneOf("lint and types?", "types ok?", "quick check before the next one"));
      const command = "npx tsc --noEmit && npx eslint src/routes";
      chat.tool("run_command", { command }, { stdout: "", exit_code: 0 });
      chat.say(`Both clean, ${i + 1} of ${HANDLERS.length} done.`);
    }
    if (i % 3 === 1) {
      chat.user(`show me the diff of ${route}`);
      chat.say(
        `\`\`\`diff\n-router.${verb(route)}('${path(route)}', async (req, res) => {\n-  res.json(await ${camel(route)}(req));\n+app.${verb(route)}('${path(route)}', { schema: ${camel(route)}Schema }, async (request) => {\n+  return ${camel(route)}(request);\n });\n\`\`\``,
      );
    }
    if (i === 14) {
      chat.user("next");
      chat.fail("overloaded");
    }
  });
  chat.user("that was the last one. summary for the changelog please");
  chat.say(
    "**API runs on Fastify** (28 handlers)\n\n- 2.8 × the throughput on `GET /me`\n- fixed: audit entries after a rollback; `?fields=` could name any column; last owner could leave\n- limits for uploads and lists where there were none\n- no change for clients except JSON on `GET /health`",
  );
  chat.user("beautiful. thanks for the ride 🙌");
  chat.say("Thank you! It was a good day's work.");
  chat.tag("migration");
  chat.judge({
    correctness: ["correct", "Every ported handler is followed by a green run of its tests."],
    frustration: [
      "not_frustrated",
      "Relaxed and appreciative, one interruption by an overloaded model.",
    ],
    goal: ["achieved", "All 28 handlers were ported."],
  });
}

function slug(route: string): string {
  return route
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function camel(route: string): string {
  return slug(route).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function verb(route: string): string {
  return (route.split(" ")[0] ?? "get").toLowerCase().replace("*", "all");
}

function path(route: string): string {
  return route.split(" ")[1] ?? "/";
}

/** Small jobs for the sample coding agent: what is asked, what it finds, what it changes. */
export interface CodingTask {
  name: string;
  asks: [string, string, string];
  search: string;
  file: string;
  /** What it reads before it changes something. */
  code: string;
  replacement: string;
  test: string;
  answer: string;
  followUps: [question: string, answer: string][];
}

export const CODING_TASKS: CodingTask[] = [
  {
    name: "flaky-test",
    asks: [
      "The test 'expires after a minute' fails about once in ten runs. Find out why.",
      "session.test.ts is flaky on CI again, please fix it for good",
      "why does `npm test` sometimes fail with 'expected 59999 to be 60000'?",
    ],
    search: "expires after a minute",
    file: "src/session/session.test.ts",
    code: "const before = Date.now();\nconst session = createSession();\nexpect(session.expiresAt - before).toBe(60_000);",
    replacement:
      "vi.setSystemTime(0);\nconst session = createSession();\nexpect(session.expiresAt).toBe(60_000);",
    test: "npx vitest run src/session --retry=0 --repeats=50",
    answer:
      "The test read the clock twice: once itself, once inside `createSession`. When a millisecond passes between the two, it fails.\n\nI froze the clock instead:\n\n```diff\n-const before = Date.now();\n+vi.setSystemTime(0);\n const session = createSession();\n-expect(session.expiresAt - before).toBe(60_000);\n+expect(session.expiresAt).toBe(60_000);\n```\n\n50 repeats, 50 green.",
    followUps: [
      [
        "are there more tests like that?",
        "Four more compare against `Date.now()`: two in `token.test.ts`, two in `cache.test.ts`. None has failed yet, they allow a tolerance.",
      ],
      [
        "does the fake clock leak into other tests?",
        "No, `afterEach(vi.useRealTimers)` was there already, at the top of the file.",
      ],
    ],
  },
  {
    name: "null-customer",
    asks: [
      "TypeError: Cannot read properties of null (reading 'email') in sendReceipt, 40 times today",
      "Sentry issue: sendReceipt crashes for guest checkouts. Fix + test please",
      "guest orders get no receipt. look into it",
    ],
    search: "sendReceipt",
    file: "src/orders/send-receipt.ts",
    code: "export async function sendReceipt(order: Order) {\n  const { email } = order.customer;\n  await mailer.send(email, renderReceipt(order));\n}",
    replacement:
      "export async function sendReceipt(order: Order) {\n  const email = order.customer?.email ?? order.guestEmail;\n  if (!email) return;\n  await mailer.send(email, renderReceipt(order));\n}",
    test: "npx vitest run src/orders",
    answer:
      "Guest orders have `customer: null` and their address in `guestEmail`. `sendReceipt` now takes whichever there is, and I added a test for a guest order that fails without the change.\n\nThe type said `customer: Customer`; I made it `Customer | null`, which turned up one more place (`exportOrder`), fixed too.",
    followUps: [
      [
        "what happens with the 40 receipts that were not sent?",
        "They can be sent again: `scripts/resend-receipts.ts --since today` selects orders without `receiptSentAt`. I did not run it.",
      ],
      [
        "why didn't TypeScript catch it?",
        "The rows are cast when they come from the database (`as Order`), and the cast promised a customer.",
      ],
    ],
  },
  {
    name: "slow-query",
    asks: [
      "GET /invoices takes 4 seconds for big tenants. Can you make it faster?",
      "invoice list is slow, explain analyze is in docs/slow.txt",
      "optimise the invoices query pls",
    ],
    search: "from invoices",
    file: "src/invoices/list-invoices.sql",
    code: "select i.*, (select sum(amount) from lines l where l.invoice_id = i.id) as total\nfrom invoices i\nwhere i.tenant_id = $1\norder by i.issued_at desc\nlimit 50 offset $2",
    replacement:
      "select i.*, t.total\nfrom invoices i\ncross join lateral (select sum(amount) as total from lines l where l.invoice_id = i.id) t\nwhere i.tenant_id = $1 and (i.issued_at, i.id) < ($2, $3)\norder by i.issued_at desc, i.id desc\nlimit 50",
    test: "npm run bench -- invoices",
    answer:
      "Two causes: the offset (page 200 reads and throws away 10,000 rows) and no index on `(tenant_id, issued_at)`.\n\n| | before | after |\n|---|---:|---:|\n| page 1 | 310 ms | 6 ms |\n| page 200 | 4,120 ms | 7 ms |\n\nPaging is by key now, the migration builds the index concurrently.",
    followUps: [
      [
        "does the API change for clients?",
        "`page` becomes `cursor`. I kept `page` working for page 1 only and added a deprecation header.",
      ],
      [
        "how long does the index take on prod?",
        "About 40 seconds for 9 million rows judging from staging, without blocking writes.",
      ],
    ],
  },
  {
    name: "dst-bug",
    asks: [
      "Reports for 25 October are off by one hour. Time zone bug?",
      "`startOfDay` is wrong on the day the clocks change",
      "customers in Berlin see 25 hours on Oct 25, fix it",
    ],
    search: "startOfDay",
    file: "src/reports/days.ts",
    code: "export function nextDay(day: Date) {\n  return new Date(day.getTime() + 24 * 60 * 60 * 1000);\n}",
    replacement:
      "export function nextDay(day: Temporal.ZonedDateTime) {\n  return day.add({ days: 1 }).startOfDay();\n}",
    test: "TZ=Europe/Berlin npx vitest run src/reports",
    answer:
      "`nextDay` added 24 hours, but 25 October had 25. Days are added on the calendar now, in the tenant's zone, and the test covers both switches (25 October and 29 March).",
    followUps: [
      [
        "why did tests not catch it? we have 90 % coverage",
        "They ran in UTC, where every day has 24 hours. CI runs them in `Europe/Berlin` and `America/Sao_Paulo` now as well.",
      ],
    ],
  },
  {
    name: "add-endpoint",
    asks: [
      "Add DELETE /v1/webhooks/:id, same rules as PATCH",
      "we need an endpoint to delete a webhook",
      "implement webhook deletion incl. openapi + test",
    ],
    search: "patch('/v1/webhooks",
    file: "src/routes/webhooks.ts",
    code: "app.patch('/v1/webhooks/:id', requireRole('admin'), async (req, reply) => {\n  const hook = await findWebhook(req.tenant, req.params.id);\n  if (!hook) return reply.code(404).send(notFound('webhook'));\n  …\n});",
    replacement:
      "app.delete('/v1/webhooks/:id', requireRole('admin'), async (req, reply) => {\n  const deleted = await deleteWebhook(req.tenant, req.params.id);\n  return deleted ? reply.code(204).send() : reply.code(404).send(notFound('webhook'));\n});",
    test: "npx vitest run src/routes/webhooks.test.ts",
    answer:
      "`DELETE /v1/webhooks/:id` is in: admin only, scoped to the tenant, 204 or 404. Deliveries that are queued for it are dropped.\n\nFiles: `routes/webhooks.ts`, `db/delete-webhook.ts`, `openapi.yaml`, and three tests (deleted, unknown, other tenant's).",
    followUps: [
      [
        "soft delete would be better, we need the history",
        "Changed: it sets `deleted_at`, and the list leaves those out. The delivery log keeps pointing at it.",
      ],
      ["what if it's deleted twice", "The second call answers 404, like for an unknown id."],
    ],
  },
  {
    name: "explain-code",
    asks: [
      "Explain src/sync/merge.ts to me like I'm new here",
      "what does `reconcile()` do and why is it recursive",
      "I don't get the locking in merge.ts",
    ],
    search: "function reconcile",
    file: "src/sync/merge.ts",
    code: "function reconcile(local: Node, remote: Node, base: Node): Node {\n  if (equal(local, base)) return remote;\n  if (equal(remote, base)) return local;\n  return conflict(local, remote);\n}",
    replacement: "",
    test: "",
    answer:
      "It is a three-way merge, like git's, for a tree of notes:\n\n1. **unchanged here** → take theirs\n2. **unchanged there** → keep ours\n3. **changed on both sides** → descend; at a leaf, keep both and mark a conflict\n\nIt is recursive because the notes are nested; the depth is bounded by `MAX_DEPTH = 64` in the caller. The lock in `sync.ts` makes sure that `base` doesn't move while this runs.",
    followUps: [
      [
        "what if someone deletes a note that I edit?",
        "The edit wins: a deletion is a change on their side, yours is one too, so it becomes a conflict, and `conflict()` prefers the side that has content.",
      ],
      [
        "could that be iterative?",
        "Yes, with an explicit stack. At a depth of 64 it isn't worth it.",
      ],
    ],
  },
  {
    name: "bump-dependency",
    asks: [
      "Upgrade zod to 4 please",
      "npm audit complains about `tar`, get rid of it",
      "update all dev dependencies and make CI green",
    ],
    search: "from 'zod'",
    file: "package.json",
    code: '"zod": "^3.23.8",\n"tar": "^6.1.11",\n"vitest": "^2.1.0"',
    replacement: '"zod": "^4.6.0",\n"tar": "^7.4.3",\n"vitest": "^4.1.0"',
    test: "npm ci && npm test",
    answer:
      "Done, in three commits so that each can be reverted alone. Two things had to change in our code:\n\n- `z.string().email()` → `z.email()` (11 places)\n- `error.flatten()` → `z.flattenError(error)` (2 places)\n\nThe lock file shrank by 41 packages. 🎉",
    followUps: [
      [
        "any behaviour changes for API users?",
        "Error messages read differently (`Invalid email` → `Invalid email address`). The codes are the same.",
      ],
      ["is the bundle smaller?", "By 9 kB gzip on the sign-up page."],
    ],
  },
  {
    name: "ci-red",
    asks: [
      "CI is red on main since this morning, local is green. Why?",
      "the build step fails with 'heap out of memory' on CI only",
      "fix the pipeline please, nobody can merge",
    ],
    search: "node-version",
    file: ".github/workflows/ci.yml",
    code: "- uses: actions/setup-node@v4\n  with:\n    node-version: lts/*",
    replacement: "- uses: actions/setup-node@v4\n  with:\n    node-version-file: .nvmrc",
    test: "gh run watch",
    answer:
      "`lts/*` moved to a new major this morning, and one native dependency has no build for it yet. CI takes its version from `.nvmrc` now, like everyone's machine. Run 4182 is green.",
    followUps: [
      [
        "could that happen again with the runner image?",
        "Yes: `ubuntu-latest` moves as well. I can pin it to `ubuntu-24.04` if you want.",
      ],
    ],
  },
  {
    name: "dark-mode-flash",
    asks: [
      "Page flashes white before dark mode kicks in",
      "there's a white flash on reload in dark mode, can you remove it?",
      "theme toggle works but reload blinks",
    ],
    search: "prefers-color-scheme",
    file: "src/layout/theme.tsx",
    code: "useEffect(() => {\n  document.documentElement.dataset.theme = localStorage.theme ?? 'light';\n}, []);",
    replacement:
      "<script nonce={nonce}>{`document.documentElement.dataset.theme = localStorage.theme ?? 'light'`}</script>",
    test: "npx playwright test theme",
    answer:
      "The theme was set in an effect, so after the first paint. It is set by a small inline script in the head now, before anything is painted. The Playwright test takes a screenshot at first paint and compares the background.",
    followUps: [
      [
        "does the CSP allow inline scripts?",
        "With the nonce it does, that's why it is passed through.",
      ],
    ],
  },
  {
    name: "csv-export",
    asks: [
      "The CSV export breaks when a name contains a comma",
      "excel shows umlauts as Ã¼ in our export",
      "write tests for the csv export and fix what you find",
    ],
    search: "join(',')",
    file: "src/export/csv.ts",
    code: "const line = (row: string[]) => row.join(',');",
    replacement:
      "const line = (row: string[]) => row.map(quote).join(',');\nconst quote = (cell: string) =>\n  /[\",\\n]/.test(cell) ? '\"' + cell.replaceAll('\"', '\"\"') + '\"' : cell;",
    test: "npx vitest run src/export",
    answer:
      "Three bugs, each with a test:\n\n1. commas, quotes and line breaks are quoted (RFC 4180)\n2. a byte order mark, so that Excel reads UTF-8\n3. cells that begin with `=`, `+`, `-` or `@` get a leading apostrophe: otherwise Excel runs them as formulas",
    followUps: [
      [
        "doesn't the apostrophe show up in the cell?",
        "In Excel no, in Google Sheets no, in a text editor yes. Negative numbers are left alone.",
      ],
      [
        "how large can the export get?",
        "It streams, so memory stays flat. I tried 2 million rows: 41 s, 90 MB.",
      ],
    ],
  },
  {
    name: "rename-field",
    asks: [
      "Rename `userName` to `displayName` everywhere, including the database",
      "displayName migration, zero downtime",
      "we want to call it displayName from now on, can you do the rename",
    ],
    search: "userName",
    file: "db/migrations/0042_display_name.sql",
    code: "-- 137 matches in 48 files",
    replacement:
      "alter table users add column display_name text;\nupdate users set display_name = user_name where display_name is null;",
    test: "npm test && npm run db:check",
    answer:
      "Prepared as three steps, so that old and new servers can run side by side:\n\n- [x] add `display_name`, write both, read the old one\n- [ ] backfill, read the new one\n- [ ] drop `user_name`\n\nThis change is the first step. 48 files, only mechanical edits, tests green.",
    followUps: [
      [
        "why not `alter table rename`?",
        "Servers still running the old version would fail at once. With a pause of a minute that would be fine too, and a lot simpler. Your choice.",
      ],
      [
        "go on with step 2",
        "Step 2 is on the branch `display-name-2`. Deploy it once every server runs step 1.",
      ],
    ],
  },
  {
    name: "regex-emails",
    asks: [
      "Our e-mail validation rejects o'brien@… and müller@…",
      "sign-up hangs for 30 s with the input aaaaaaaaaaaaaaaaaaaa!",
      "replace the email regex with something sane",
    ],
    search: "EMAIL_RE",
    file: "src/auth/email.ts",
    code: "const EMAIL_RE = /^([a-zA-Z0-9_.+-]+)+@([a-zA-Z0-9-]+\\.)+[a-zA-Z]{2,}$/;",
    replacement:
      "export const isEmail = (text: string) => text.length <= 254 && /^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$/.test(text);",
    test: "npx vitest run src/auth",
    answer:
      "The old pattern had a group repeated inside a repetition: on a long word without `@` it tries exponentially many splits, that's the hang. And it allowed ASCII letters only.\n\nThe new one checks just `something@something.tld` and the length; the confirmation mail does the real check. The hang is a test now: 10,000 characters in under 5 ms.",
    followUps: [
      [
        "is `a@b` ok? we have internal addresses",
        "It isn't: there must be a dot. I can allow it by a setting if you use such addresses.",
      ],
    ],
  },
];

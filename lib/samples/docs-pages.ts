/** Pages of the manual of an invented job queue, "Tideline", with what people ask about them. */
export interface DocsPage {
  id: string;
  topic: "jobs" | "schedules" | "failures" | "running" | "account";
  title: string;
  text: string;
  questions: [string, string, string];
  answer: string;
  followUp: [question: string, answer: string];
}

export const DOCS_PAGES: DocsPage[] = [
  {
    id: "jobs/enqueue",
    topic: "jobs",
    title: "Enqueue a job",
    text: "queue.enqueue(name, payload, options) stores a job and returns its id. Payloads are JSON up to 256 kB. With `delay` the job becomes due later.",
    questions: [
      "How do I enqueue a job from Node?",
      "what's the minimal code to push something onto a queue",
      "Can I enqueue a job that runs in 10 minutes?",
    ],
    answer:
      'Open a queue and call `enqueue`:\n\n```ts\nimport { Queue } from "@tideline/client";\n\nconst mails = new Queue("mails");\nconst id = await mails.enqueue("welcome", { userId: 42 }, { delay: "10m" });\n```\n\n`delay` is optional; without it the job is due at once.',
    followUp: [
      "how big may the payload be?",
      "256 kB of JSON. For anything larger, store the file elsewhere and enqueue its address.",
    ],
  },
  {
    id: "jobs/unique",
    topic: "jobs",
    title: "Unique jobs",
    text: "A job with a `key` is stored once while an earlier job with that key is waiting or running. `keyTtl` extends this beyond the end of the job.",
    questions: [
      "How can I avoid enqueueing the same job twice?",
      "Two web servers enqueue the same nightly report. Deduplicate?",
      "is there something like a unique constraint for jobs",
    ],
    answer:
      'Give the job a key:\n\n```ts\nawait reports.enqueue("daily", { day }, { key: "daily:" + day, keyTtl: "24h" });\n```\n\nWhile a job with that key is waiting or running, and for 24 hours after, a second `enqueue` returns the id of the first.',
    followUp: [
      "and how do I know whether mine was the first?",
      "`enqueue` returns `{ id, created }` when you pass `details: true`; `created` is false for the duplicate.",
    ],
  },
  {
    id: "jobs/priority",
    topic: "jobs",
    title: "Priorities",
    text: "Jobs carry a priority from 0 (lowest) to 9. Within one priority the oldest due job runs first. Starvation protection raises a job by one after 5 minutes of waiting.",
    questions: [
      "Do queues support priorities?",
      "how do I let paying customers jump the line",
      "What happens to low priority jobs when there is always something more urgent?",
    ],
    answer:
      "Yes, 0 to 9, default 5:\n\n| priority | meant for |\n|---|---|\n| 8–9 | someone is waiting |\n| 5 | the default |\n| 0–2 | batch work |\n\nNothing starves: a waiting job rises by one step every five minutes.",
    followUp: [
      "Can I switch that rising off?",
      "Yes, per queue: `aging: false`. Then a busy queue may never get to its low priorities.",
    ],
  },
  {
    id: "jobs/batches",
    topic: "jobs",
    title: "Batches",
    text: "enqueueMany stores up to 1,000 jobs in one call and is atomic. A batch id lets you wait for all of them with batch.onDone.",
    questions: [
      "Enqueueing 50k jobs takes minutes. Faster way?",
      "is there a bulk enqueue",
      "How do I run something after ALL jobs of a group are done?",
    ],
    answer:
      'Use `enqueueMany` with up to 1,000 jobs a call; it is one round trip and all or nothing.\n\n```ts\nconst batch = await images.enqueueMany("resize", files);\nbatch.onDone("zip", { to: "archive" });\n```\n\n`onDone` enqueues its job when the last one of the batch has ended, failed ones included.',
    followUp: [
      "only if all succeeded?",
      "For that there is `batch.onSuccess`. It never fires when one of the jobs lands in the dead letter queue.",
    ],
  },
  {
    id: "jobs/progress",
    topic: "jobs",
    title: "Progress and results",
    text: "Inside a worker, job.progress(0.4, 'note') is visible to readers within a second. The return value is kept for `resultTtl`, by default one hour.",
    questions: [
      "How do I show a progress bar for a long job?",
      "where does the return value of a job go",
      "Can my API wait for the job and return its result?",
    ],
    answer:
      'In the worker:\n\n```ts\nworker.on("export", async (job) => {\n  await job.progress(0.4, "writing rows");\n  return { url };\n});\n```\n\nOutside, `queue.watch(id)` yields progress events and, at the end, the result. Results stay for one hour (`resultTtl`).',
    followUp: [
      "does watch poll?",
      "No, it keeps one server-sent event stream open per client and shares it among all watched jobs.",
    ],
  },
  {
    id: "schedules/cron",
    topic: "schedules",
    title: "Cron schedules",
    text: "schedule.cron accepts five fields and a time zone. Missed runs while the service was down are skipped unless `catchUp` is set.",
    questions: [
      "How do I run a job every weekday at 7?",
      "cron but in Europe/Madrid time, with daylight saving",
      "My cron job ran twice when the clocks changed. Why?",
    ],
    answer:
      'Five fields and a zone:\n\n```ts\nawait schedule.cron("digest", "0 7 * * 1-5", { timezone: "Europe/Madrid" });\n```\n\nWhen clocks go back, 02:30 exists twice, and a schedule between 02:00 and 03:00 runs twice; with `dst: "once"` only the first counts.',
    followUp: [
      "what if the server is down at 7?",
      "The run is skipped, unless you set `catchUp: true`: then it runs once when the service is back, however many runs were missed.",
    ],
  },
  {
    id: "schedules/intervals",
    topic: "schedules",
    title: "Intervals",
    text: "schedule.every runs from the end of the last run, schedule.fixed from its start. The shortest interval is one second.",
    questions: [
      "every 30 seconds: how?",
      "does `every` count from start or end of a run",
      "My interval drifts by a few seconds each hour",
    ],
    answer:
      '`schedule.every("30s")` counts from the **end** of the last run, so it drifts by the run\'s length. `schedule.fixed("30s")` counts from the **start** and doesn\'t drift; a run that takes longer makes the next one wait, they never overlap.',
    followUp: [
      "Can I go below a second?",
      "No. For that keep a loop in your own process; a queue's bookkeeping would cost more than the work.",
    ],
  },
  {
    id: "schedules/pause",
    topic: "schedules",
    title: "Pause and resume",
    text: "Queues and schedules can be paused from the console, the CLI and the API. A paused queue accepts jobs and hands none out.",
    questions: [
      "How do I stop a queue during a deployment?",
      "pause all schedules in staging",
      "what happens to running jobs when I pause a queue",
    ],
    answer:
      "```sh\ntideline queue pause mails --note 'deploying'\ntideline queue resume mails\n```\n\nA paused queue goes on accepting jobs and hands none out. What is running finishes; add `--wait` to block until it has.",
    followUp: [
      "and all queues at once?",
      "`tideline queue pause --all --env staging`. It asks for the environment's name as a confirmation.",
    ],
  },
  {
    id: "failures/retries",
    topic: "failures",
    title: "Retries and back-off",
    text: "A job that throws is retried 5 times with exponential back-off starting at 10 s. `retries` and `backoff` are set per queue or per job. UnrecoverableError skips retries.",
    questions: [
      "How often is a failed job retried?",
      "I want 3 retries, 1 minute apart",
      "How do I tell Tideline NOT to retry, e.g. on a 404?",
    ],
    answer:
      'By default five times, after 10 s, 20 s, 40 s, 80 s and 160 s. Per queue or job:\n\n```ts\nnew Queue("mails", { retries: 3, backoff: { type: "fixed", delay: "1m" } });\n```\n\nTo give up at once, throw `UnrecoverableError`.',
    followUp: [
      "with some jitter?",
      '`backoff: { type: "exponential", delay: "10s", jitter: 0.3 }` spreads each delay by ±30 %.',
    ],
  },
  {
    id: "failures/dead-letters",
    topic: "failures",
    title: "Dead letters",
    text: "After the last retry a job moves to the dead letter queue of its queue, kept for 14 days. It can be replayed singly or by filter.",
    questions: [
      "Where do failed jobs end up?",
      "how can I replay everything that failed last night",
      "Are dead letters kept forever?",
    ],
    answer:
      "In the dead letter queue, for 14 days:\n\n```sh\ntideline dead list mails --since 12h\ntideline dead replay mails --since 12h --error 'ECONNREFUSED'\n```\n\nA replay creates new jobs; the old ones stay listed as *replayed*.",
    followUp: [
      "does a replay keep the old key?",
      "Yes, so unique jobs stay unique. If an equal job is waiting already, the replay is skipped and says so.",
    ],
  },
  {
    id: "failures/timeouts",
    topic: "failures",
    title: "Timeouts and heartbeats",
    text: "A worker holds a job by a lease of 30 s, renewed by a heartbeat. `timeout` bounds a run, default 15 minutes. Lost leases are handed out again.",
    questions: [
      "My job is run twice at the same time, why?",
      "what does 'lease lost' mean in my logs",
      "Jobs over 15 minutes get killed. Can I raise that?",
    ],
    answer:
      "A worker holds a job by a *lease* of 30 seconds and renews it every 10. If its event loop is blocked for longer, the lease is lost and another worker starts the job: that's the second run.\n\n1. don't block the loop (or use `worker.thread`)\n2. raise `lease`\n3. make the job idempotent, always\n\nThe bound of 15 minutes is a separate setting, `timeout`.",
    followUp: [
      "how do I notice inside the job that the lease is gone?",
      "`job.signal` is an AbortSignal; it fires on a lost lease, on a timeout and on shutdown. Hand it to fetch and to your database driver.",
    ],
  },
  {
    id: "failures/poison",
    topic: "failures",
    title: "Poison jobs",
    text: "A job that crashes its worker process three times is parked as poison and not handed out again.",
    questions: [
      "One job crashes all my workers one after another, help",
      "what is a poison job",
      "Worker dies with out of memory, job comes back, dies again…",
    ],
    answer:
      "That's a **poison job**: it ends the process, not just itself, so normal retries never count up. After three crashed workers Tideline parks it. Look at it with `tideline job show <id> --payload`, then `tideline job discard <id>` or fix the worker and `tideline job retry <id>`.",
    followUp: [
      "three is too many for us",
      "Set `poisonAfter: 1` on the queue. A deployment that kills a worker mid-job also counts, so use a clean shutdown then.",
    ],
  },
  {
    id: "running/concurrency",
    topic: "running",
    title: "Concurrency and rate limits",
    text: "`concurrency` bounds a worker, `limit` bounds a queue across workers: at most n running, or n starts per period, optionally per group.",
    questions: [
      "The API I call allows 10 requests per second. How do I limit the queue?",
      "max 1 job per customer at the same time?",
      "difference between concurrency and limit",
    ],
    answer:
      '`concurrency` is per worker process, `limit` is for the whole queue:\n\n```ts\nnew Queue("sync", { limit: { starts: 10, per: "1s" } });\nnew Queue("sync", { limit: { running: 1, by: "customerId" } });\n```\n\nThe second one runs at most one job per customer, different customers side by side.',
    followUp: [
      "what if the API answers 429 anyway?",
      'Throw `new RetryAfter("30s")`. The queue stops starting jobs for that long and doesn\'t count it as a failure.',
    ],
  },
  {
    id: "running/shutdown",
    topic: "running",
    title: "Clean shutdown",
    text: "worker.stop() takes no new jobs and waits up to `grace` (25 s) for running ones. On Kubernetes set terminationGracePeriodSeconds above it.",
    questions: [
      "How do I deploy without killing running jobs?",
      "kubernetes kills my worker in the middle of a job",
      "what does worker.stop() do exactly",
    ],
    answer:
      '```ts\nprocess.once("SIGTERM", () => worker.stop({ grace: "25s" }));\n```\n\nIt takes no new jobs, waits for the running ones, then hands back what is left. On Kubernetes set `terminationGracePeriodSeconds: 40`, so that the pod outlives the grace.',
    followUp: [
      "are handed back jobs counted as failed?",
      "No. They keep their attempt count and are due at once.",
    ],
  },
  {
    id: "running/metrics",
    topic: "running",
    title: "Metrics and alerts",
    text: "Every worker serves Prometheus metrics on :9464. Important ones are tideline_queue_age_seconds and tideline_jobs_failed_total.",
    questions: [
      "Which metrics should I alert on?",
      "prometheus endpoint?",
      "How do I see that a queue is falling behind",
    ],
    answer:
      "Scrape `:9464/metrics` of any worker. Two alerts are enough to start with:\n\n- `tideline_queue_age_seconds > 300` — the oldest due job waits for more than five minutes\n- `rate(tideline_jobs_failed_total[10m]) > 0.05` — more than one failure in twenty seconds\n\nQueue *length* is a poor alert: a long queue that moves is fine.",
    followUp: [
      "does it export traces too?",
      "Yes, over OTLP: set `OTEL_EXPORTER_OTLP_ENDPOINT`. A job's span continues the trace of the code that enqueued it.",
    ],
  },
  {
    id: "running/self-host",
    topic: "running",
    title: "Self-hosting",
    text: "One container and PostgreSQL 15 or newer. 2 vCPU handle about 4,000 jobs per second. Upgrades are rolling within a minor version.",
    questions: [
      "Can I run it on my own servers?",
      "Hardware for ~500 jobs per second?",
      "does self-hosted need redis",
    ],
    answer:
      "Yes: one container and a PostgreSQL (15+), no Redis.\n\n```yaml\nservices:\n  tideline:\n    image: tideline/server:4\n    environment:\n      DATABASE_URL: postgres://tideline@db/tideline\n```\n\n2 vCPU and 2 GB are good for about 4,000 jobs a second, so 500 leave plenty of room.",
    followUp: [
      "is the console included?",
      "Yes, everything but single sign-on, which needs a licence key.",
    ],
  },
  {
    id: "running/upgrade-4",
    topic: "running",
    title: "Upgrade from 3 to 4",
    text: "Version 4 drops callbacks, renames `attempts` to `retries` (one less) and stores payloads compressed. Run both versions side by side at most for one day.",
    questions: [
      "What breaks when going from v3 to v4?",
      "`attempts` is gone in v4?",
      "Can v3 workers and v4 workers share a queue?",
    ],
    answer:
      "Three things:\n\n| v3 | v4 |\n|---|---|\n| `attempts: 5` | `retries: 4` (the first run doesn't count) |\n| callbacks | promises only |\n| payload as text | compressed, v3.9 can read it |\n\nSo upgrade workers to 3.9 first. Side by side works for a day, until the lease format switches.",
    followUp: [
      "is there a codemod?",
      "`npx @tideline/upgrade 4` rewrites options and callbacks, and prints what it could not change.",
    ],
  },
  {
    id: "account/api-keys",
    topic: "account",
    title: "API keys",
    text: "Keys belong to an environment and have a role: enqueue, work or admin. Rotation keeps the old key valid for 24 hours.",
    questions: [
      "How do I rotate an API key without downtime?",
      "I committed my tideline key to github 🙈 what now",
      "Can a key be limited to enqueueing only?",
    ],
    answer:
      "```sh\ntideline key rotate web-prod            # old key works for 24 h more\ntideline key rotate web-prod --now      # after a leak: old key ends at once\n```\n\nRoles are `enqueue`, `work` and `admin`; a web server only needs `enqueue`.",
    followUp: [
      "do I see who used the leaked key?",
      "The audit log lists each use by key, address and time, for 90 days.",
    ],
  },
  {
    id: "account/sso",
    topic: "account",
    title: "Single sign-on",
    text: "SAML and OIDC on the Team plan and above. Domains must be verified by a TXT record. SCIM provisions users on Enterprise.",
    questions: [
      "How do I set up SSO with Okta?",
      "is SSO part of the free plan",
      "people who left can still log in. how do I prevent that",
    ],
    answer:
      "Single sign-on comes with the Team plan:\n\n1. **Settings → Domains**: add the TXT record it shows\n2. **Settings → Sign-on**: choose OIDC, paste issuer, client id and secret from your provider\n3. try it with your own account, then switch on *required*\n\nSCIM, which removes people automatically, is part of Enterprise.",
    followUp: [
      "we locked ourselves out with a wrong issuer",
      "The owner's recovery link still works: request it on the login page, *Trouble signing in*. It switches *required* off for an hour.",
    ],
  },
  {
    id: "account/billing",
    topic: "account",
    title: "Usage and billing",
    text: "A job counts once when it is first started; retries are free. Plans include 1 M (Starter), 20 M (Team) jobs a month; more cost €4 per million.",
    questions: [
      "Do retries count as jobs?",
      "what does it cost to run 30 million jobs a month",
      "Why is my bill twice as high as last month?",
    ],
    answer:
      "A job counts **once**, when it first starts; retries are free. Team includes 20 million a month, every further million is €4. So 30 million are the plan plus €40. *Usage → by queue* shows which queue grew.",
    followUp: [
      "can I set a cap?",
      "Yes, *Usage → Limits*. At the cap jobs are still accepted but wait for the next month, so combine it with an alert at 80 %.",
    ],
  },
  {
    id: "account/regions",
    topic: "account",
    title: "Regions and data",
    text: "Environments live in one region: eu-west, eu-north, us-east, ap-south. Payloads are encrypted at rest and deleted 7 days after a job ends.",
    questions: [
      "Where is my data stored? We need the EU.",
      "can I move an environment to another region",
      "How long do you keep payloads?",
    ],
    answer:
      "An environment lives in exactly one region, chosen when it is created: `eu-west`, `eu-north`, `us-east` or `ap-south`. Nothing leaves it, backups included. Payloads are deleted seven days after a job has ended. Moving means: new environment, then drain the old one.",
    followUp: [
      "shorter than 7 days?",
      "Set `payloadTtl` on the queue, down to `0s`: then the payload goes when the job ends, and can't be replayed.",
    ],
  },
  {
    id: "account/python",
    topic: "jobs",
    title: "Python client",
    text: "pip install tideline. The Python client covers queues and workers with asyncio; schedules are managed by the CLI. Python 3.10 or newer.",
    questions: [
      "Is there a Python client?",
      "python worker example please",
      "Can a Python worker handle jobs enqueued by Node?",
    ],
    answer:
      '```python\nimport asyncio\nfrom tideline import Worker\n\nworker = Worker("mails", concurrency=8)\n\n@worker.on("welcome")\nasync def welcome(job):\n    await send(job.payload["userId"])\n\nasyncio.run(worker.run())\n```\n\nPayloads are plain JSON, so Node and Python can share a queue.',
    followUp: [
      "sync functions too?",
      "Yes, they run in a thread pool of the size of `concurrency`.",
    ],
  },
];

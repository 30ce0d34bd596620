import { DOCS_PAGES, type DocsPage } from "../docs-pages";
import type { SampleChat } from "../sample-chat";
import type { SampleDocument } from "../sample-conversation";
import type { SampleScript } from "../sample-script";

export const docsScripts: SampleScript[] = [
  {
    name: "docs-browse",
    app: "docs",
    locale: "en",
    weight: 4,
    play(chat) {
      const topic = chat.oneOf("jobs", "schedules", "failures", "running", "account");
      const pages = chat.random.shuffle(DOCS_PAGES.filter((page) => page.topic === topic));
      const chosen = pages.slice(0, chat.random.int(2, 3));
      for (const page of chosen) {
        askAbout(chat, page);
        if (chat.random.chance(0.6)) askFollowUp(chat, page);
      }
      if (chat.random.chance(0.35)) thank(chat);
      const titles = chosen.map((page) => page.title).join(", ");
      chat.judge({
        correctness: ["correct", `Each answer is backed by the page it cites (${titles}).`],
        frustration: ["not_frustrated", "A reader working through the manual."],
        goal: ["achieved", "Every question was answered from the manual."],
      });
    },
  },
  {
    name: "docs-one-question",
    app: "docs",
    locale: "en",
    weight: 3,
    play(chat) {
      const page = chat.random.pick(DOCS_PAGES);
      askAbout(chat, page);
      if (chat.random.chance(0.4)) askFollowUp(chat, page);
      chat.judge({
        correctness: ["correct", `Agrees with the page "${page.title}".`],
        frustration: ["not_frustrated", "One factual question."],
        goal: ["achieved", "Answered from the first document."],
      });
    },
  },
  {
    name: "docs-retry-after-timeout",
    app: "docs",
    locale: "en",
    play(chat) {
      const page = chat.random.pick(DOCS_PAGES);
      const question = chat.oneOf(...page.questions);
      chat.user(question);
      chat.retrieve(documentsFor(chat, page));
      chat.fail(chat.oneOf("timeout", "overloaded", "rate_limit"));
      chat.user(question, chat.random.int(3, 20) * 1000);
      chat.retrieve(documentsFor(chat, page));
      chat.say(page.answer);
      askFollowUp(chat, page);
      chat.judge({
        correctness: [
          "correct",
          `Agrees with the page "${page.title}"; the first attempt failed technically.`,
        ],
        frustration: ["not_frustrated", "Asked again without a word about the failure."],
        goal: ["achieved", "Answered at the second attempt."],
      });
    },
  },
  {
    name: "docs-invented-option",
    app: "docs",
    locale: "en",
    play(chat) {
      const [option, page, right] = chat.oneOf<[string, string, string]>(
        ["maxParallel", "running/concurrency", "`limit: { running: n }` on the queue"],
        ["attemptDelay", "failures/retries", '`backoff: { type: "fixed", delay: "1m" }`'],
        [
          "keepFailed",
          "failures/dead-letters",
          "nothing: dead letters are kept for 14 days and that can't be changed",
        ],
        ["runOnStart", "schedules/cron", "`catchUp: true`, which covers missed runs only"],
      );
      const source = DOCS_PAGES.find((candidate) => candidate.id === page);
      if (!source) return;
      chat.user(chat.oneOf(...source.questions));
      chat.retrieve(documentsFor(chat, source));
      chat.say(
        `Set \`${option}\` on the queue:\n\n\`\`\`ts\nnew Queue("work", { ${option}: 3 });\n\`\`\``,
      );
      chat.judgeTurn(
        "hallucination",
        "hallucinated",
        0.95,
        `\`${option}\` does not occur in any of the retrieved documents.`,
      );
      chat.user(
        chat.oneOf(
          `TypeError: unknown option "${option}". Are you sure about that?`,
          `there is no ${option} in the typings`,
          `${option}... where in the docs is that? I can't find it.`,
        ),
      );
      chat.retrieve(documentsFor(chat, source));
      const stubborn = chat.instance % 2 === 1;
      if (stubborn) {
        chat.say(
          `Please make sure that you use the latest version, 4.2 or newer. \`${option}\` was added there.`,
        );
        chat.judgeTurn(
          "hallucination",
          "hallucinated",
          1,
          `Insists on \`${option}\` with an invented version number.`,
        );
        chat.user(
          chat.oneOf(
            "I AM on 4.6. You're making this up. I've wasted an hour on this.",
            "checked the changelog of every 4.x. It does not exist. Stop guessing!",
          ),
        );
        chat.retrieve(documentsFor(chat, source));
      }
      chat.say(
        `You are right, \`${option}\` does not exist, I'm sorry. What the manual offers is ${right}. [${source.title}]`,
      );
      chat.user(
        stubborn
          ? chat.oneOf(
              "that should have been the first answer",
              "ok. I'll read the docs myself next time",
            )
          : chat.oneOf("that works", "ah ok, makes sense"),
      );
      chat.retrieve(documentsFor(chat, source));
      chat.say(stubborn ? "Understood. The link to the page is above." : "Good to hear!");
      chat.judge({
        correctness: stubborn
          ? ["incorrect", `Invents \`${option}\`, then defends it with an invented version.`]
          : ["partially_correct", `Invents \`${option}\`, but corrects itself when asked.`],
        frustration: stubborn
          ? ["frustrated", "The reader lost an hour and accuses the assistant of making things up."]
          : ["not_frustrated", "Surprised, then satisfied with the correction."],
        goal: ["partial", "The right setting was named after detours."],
      });
    },
  },
  {
    name: "docs-not-documented",
    app: "docs",
    locale: "en",
    play(chat) {
      chat.user(
        chat.oneOf(
          "Is there a Rust client?",
          "Can I use Tideline with MySQL instead of Postgres?",
          "How do I import my jobs from Sidekiq?",
          "does tideline run on windows server 2016",
          "Is there a Terraform provider?",
          "Do you have a student discount?",
        ),
      );
      chat.retrieve(
        chat.random
          .shuffle(DOCS_PAGES)
          .slice(0, 3)
          .map((page, i) => toDocument(page, 0.41 - i * 0.06)),
      );
      chat.say(
        chat.oneOf(
          "I found nothing about that in the manual, so I'd rather not guess. The nearest pages don't mention it. You could ask in the community forum.",
          "The documentation doesn't say. That usually means it isn't supported, but please ask support@tideline.example to be sure.",
        ),
      );
      if (chat.random.chance(0.5)) {
        chat.user(chat.oneOf("hm ok", "but what do you THINK?", "is it planned?"));
        chat.retrieve([]);
        chat.say("I can only tell what is written in the manual, and it's silent on this. Sorry!");
      }
      chat.judge({
        correctness: [
          "correct",
          "Nothing in the documents, and the assistant says so instead of guessing.",
        ],
        frustration: ["not_frustrated", "Mild disappointment at most."],
        goal: ["not_achieved", "The question stays open; the manual does not cover it."],
      });
    },
  },
  {
    name: "docs-same-page-again",
    app: "docs",
    locale: "en",
    play(chat) {
      const id = chat.oneOf(
        "failures/timeouts",
        "running/shutdown",
        "account/sso",
        "running/metrics",
      );
      const page = DOCS_PAGES.find((candidate) => candidate.id === id);
      if (!page) return;
      askAbout(chat, page);
      chat.user(
        chat.oneOf(
          "I did exactly that. No change.",
          "yes that's in the docs, I can read. It doesn't work",
          "followed this step by step, same error",
        ),
      );
      chat.retrieve(documentsFor(chat, page));
      chat.say(`Please follow the steps on the page **${page.title}**:\n\n${page.answer}`);
      chat.user(
        chat.oneOf(
          "You just pasted the same answer again.",
          "that is LITERALLY what you said before",
          "🙃 are you a parrot",
        ),
      );
      chat.retrieve(documentsFor(chat, page));
      chat.say(`I'm sorry. Does this help?\n\n> ${page.text}`);
      chat.judgeTurn("helpfulness", "loop", 0.1, "Third time the same page.");
      chat.user(
        chat.oneOf(
          "no. forget it.",
          "No it does not. Bye",
          "no!! how do I reach a human at your company??",
        ),
      );
      chat.retrieve([]);
      chat.say("You can write to support@tideline.example. They see this conversation.");
      chat.tag("escalated");
      chat.judge({
        correctness: [
          "partially_correct",
          "True to the manual, but it does not answer what was asked after the first turn.",
        ],
        frustration: ["frustrated", "The reader points out the repetition twice, then gives up."],
        goal: ["not_achieved", "The problem remains; the same page was shown three times."],
      });
    },
  },
  {
    name: "docs-deutsch",
    app: "docs",
    locale: "de",
    play(chat) {
      const page = DOCS_PAGES.find(({ id }) => id === "failures/retries");
      if (!page) return;
      chat.user(
        chat.oneOf(
          "Wie oft wird ein fehlgeschlagener Job wiederholt?",
          "Kann ich die Wiederholungen pro Queue einstellen?",
        ),
      );
      chat.retrieve(documentsFor(chat, page));
      chat.say(
        'Standardmäßig fünfmal, mit wachsendem Abstand ab 10 Sekunden. Pro Queue einstellbar:\n\n```ts\nnew Queue("mails", { retries: 3, backoff: { type: "fixed", delay: "1m" } });\n```',
      );
      chat.user(
        chat.oneOf(
          "Und wenn ich gar keine Wiederholung möchte, etwa bei einem 404?",
          "Kann ich den Abstand etwas streuen?",
        ),
      );
      chat.retrieve(documentsFor(chat, page));
      chat.say(
        "Beides geht: `UnrecoverableError` werfen beendet den Job sofort, und `jitter: 0.3` streut jeden Abstand um ±30 %.",
      );
      chat.user(chat.oneOf("Danke!", "Top, läuft 🚀"));
      chat.retrieve([]);
      chat.say("Gern!");
      chat.judge({
        correctness: ["correct", 'Agrees with the page "Retries and back-off".'],
        frustration: ["not_frustrated", "Short and content."],
        goal: ["achieved", "Both questions answered."],
      });
    },
  },
  {
    name: "docs-nihongo",
    app: "docs",
    locale: "ja",
    play(chat) {
      const page = DOCS_PAGES.find(({ id }) => id === "schedules/cron");
      if (!page) return;
      chat.user(
        chat.oneOf(
          "平日の朝7時にジョブを実行するにはどうすればいいですか?",
          "cronのタイムゾーンを東京にできますか?",
        ),
      );
      chat.retrieve(documentsFor(chat, page));
      chat.stream(
        'はい、タイムゾーンを指定できます。\n\n```ts\nawait schedule.cron("digest", "0 7 * * 1-5", { timezone: "Asia/Tokyo" });\n```\n\nサーバーが停止していた間の実行は、`catchUp: true` を指定しない限りスキップされます。',
      );
      chat.user(
        chat.oneOf(
          "停止中の分は一回だけ実行されますか?",
          "catchUpを有効にすると何回実行されますか?",
        ),
      );
      chat.retrieve(documentsFor(chat, page));
      chat.stream("一回だけです。何回分スキップされていても、復旧後に一度だけ実行されます。");
      chat.judge({
        correctness: ["correct", "Agrees with the page on cron schedules."],
        frustration: ["not_frustrated", "Two factual questions."],
        goal: ["achieved", "Answered."],
      });
    },
  },
  {
    name: "docs-whole-manual",
    app: "docs",
    locale: "en",
    atMost: 1,
    play(chat) {
      chat.user(
        "Hi! I'm moving all our cron jobs to Tideline this afternoon. I'll have a LOT of questions, so brace yourself",
      );
      chat.retrieve([]);
      chat.say("Braced! Ask away, one at a time, and I'll point you to the page each time.");
      for (const page of DOCS_PAGES) {
        askAbout(chat, page);
        askFollowUp(chat, page);
        const remark = BETWEEN[DOCS_PAGES.indexOf(page)];
        if (remark) {
          chat.user(remark[0], chat.random.int(2, 14) * 60_000);
          chat.retrieve([]);
          chat.say(remark[1]);
        }
      }
      chat.user("That's it, everything moved. 31 cron jobs gone 🎉 you've been great");
      chat.retrieve([]);
      chat.say(
        "Congratulations! Keep an eye on `tideline_queue_age_seconds` for the first nights.",
      );
      chat.tag("onboarding");
      chat.review(
        "good_example",
        "A whole migration in one sitting; worth reading for gaps in the manual.",
      );
      chat.judge({
        correctness: ["correct", "Spot checks of the answers agree with the pages they cite."],
        frustration: ["not_frustrated", "In good spirits for the whole afternoon."],
        goal: ["achieved", "All cron jobs were moved."],
      });
    },
  },
];

const BETWEEN: Record<number, [string, string]> = {
  0: ["nice, easier than I thought", "It stays that easy. Mostly."],
  1: ["ok first five are running. coffee", "Enjoy! ☕"],
  3: ["batches just replaced 80 lines of shell script", "That's a good trade."],
  4: ["my colleague wants to know if we get a T-shirt for this", "That part isn't documented. 🙂"],
  5: ["daylight saving, my old enemy", "It gets everyone at least once a year."],
  8: [
    "Interesting, our old script retried forever. That explains some things.",
    "An endless retry hides errors well. The dead letter queue shows them instead.",
  ],
  10: ["brb, meeting", "I'll be here."],
  11: [
    "found one of our old jobs that crashes since March. nobody noticed",
    "Then poison handling has paid off already.",
  ],
  13: ["back. where were we", "At clean shutdown. The next topic on your way would be metrics."],
  15: [
    "Decided: we self-host staging and use the cloud for prod",
    "That works; use separate API keys, since an environment belongs to one server.",
  ],
  16: ["v3 was before my time luckily", "Then you can skip that page altogether."],
  17: ["rotated all keys while I'm at it", "Good habit. The old ones end tomorrow at this time."],
  18: ["security team is happy. unheard of", "I'll take it as a compliment."],
  19: [
    "what did I forget? backups?",
    "Backups are the provider's part in the cloud; for your staging server, dump its PostgreSQL.",
  ],
  20: ["last two topics, promise", "No hurry."],
};

function askAbout(chat: SampleChat, page: DocsPage): void {
  chat.user(chat.oneOf(...page.questions));
  chat.retrieve(documentsFor(chat, page));
  if (chat.random.chance(0.25)) chat.stream(page.answer);
  else chat.say(chat.oneOf(page.answer, `${page.answer}\n\nSource: *${page.title}*`, page.answer));
}

function askFollowUp(chat: SampleChat, page: DocsPage): void {
  chat.user(page.followUp[0]);
  chat.retrieve(documentsFor(chat, page));
  chat.say(page.followUp[1]);
}

function thank(chat: SampleChat): void {
  const [thanks, reply] = chat.oneOf<[string, string]>(
    ["cheers", "You're welcome!"],
    ["Thank you, bookmarked.", "Glad it helped."],
    ["ok that's all for now 👌", "Good luck with it!"],
  );
  chat.user(thanks);
  chat.retrieve([]);
  chat.say(reply);
}

function documentsFor(chat: SampleChat, page: DocsPage): SampleDocument[] {
  const near = DOCS_PAGES.filter((other) => other.topic === page.topic && other !== page);
  const others = chat.random.shuffle(near).slice(0, 2);
  return [page, ...others].map((found, i) =>
    toDocument(found, 0.93 - i * 0.14 - chat.random.next() * 0.08),
  );
}

function toDocument(page: DocsPage, score: number): SampleDocument {
  return {
    id: page.id,
    title: page.title,
    text: page.text,
    score: Math.round(score * 1000) / 1000,
  };
}

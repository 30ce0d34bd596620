import { pickProducts } from "../catalogue";
import type { SampleScript } from "../sample-script";

export const supportProductScripts: SampleScript[] = [
  {
    name: "lamp-flickers",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const lamp = chat.oneOf(
        "Halden floor lamp",
        "Aster desk lamp",
        "Pallas pendant light",
        "Cinder wall sconce",
      );
      chat.user(
        chat.oneOf(
          `My ${lamp} started to flicker after two weeks. Any idea?`,
          `${lamp} flickers like in a horror film 👻 help`,
          `The ${lamp} hums and flickers when dimmed.`,
        ),
      );
      chat.say(
        chat.oneOf(
          "Flickering is mostly the bulb or the dimmer, rarely the lamp. Which bulb is in it, and is there a dimmer?",
          `Let's find out. Which bulb is in your ${lamp}, and does it run on a dimmer?`,
        ),
      );
      chat.exchange(
        [
          "some LED I had lying around, wall dimmer from the 90s",
          "Old dimmers need a minimum load of about 40 W, and an LED stays far below that. Two ways out:\n\n1. a trailing-edge dimmer (any electrician, about €35)\n2. take the dimmer out of the circuit and use a bulb with three steps",
        ],
        [
          "9W, it says 'not dimmable' now that I look. yes there's a dimmer",
          "That explains it: a bulb that is not dimmable flickers on any dimmer. With a *dimmable* LED of at most 12 W it should be calm. Our **Lumi dimmer bulb, E27** (€19) is made for it.",
        ],
        [
          "The one you sent with it, no dimmer at all",
          "Then let's rule out the contact: switch it off at the wall, unscrew the bulb, lift the little brass tongue in the socket by a millimetre and screw the bulb in again.",
        ],
      );
      const [outcome, reply] = chat.oneOf<[string, string]>(
        [
          "tried that: still flickers",
          `Then the warranty covers it: two years, no receipt needed, I found your order ${order.id}. I can send a new ${lamp} right away, just say so.`,
        ],
        [
          "Works!! thanks",
          `Great! In case it returns: your ${lamp} is under warranty for two years (order ${order.id}).`,
        ],
        [
          "and if that doesn't help?",
          `Then we replace the ${lamp}: it is under warranty for two years, and I found your order ${order.id}.`,
        ],
      );
      chat.user(outcome, chat.random.int(4, 40) * 60_000);
      chat.tool(
        "check_warranty",
        { order_id: order.id, product: lamp },
        { covered: true, until: "two years from delivery" },
      );
      chat.say(reply);
      chat.judge({
        correctness: [
          "correct",
          "Bulb and dimmer are the usual causes, and the warranty answer matches the tool.",
        ],
        frustration: ["not_frustrated", "Curious and patient throughout."],
        goal: ["achieved", "Cause found, and a way forward if it comes back."],
      });
    },
  },
  {
    name: "assembly-help",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const step = chat.random.int(4, 11);
      chat.user(
        chat.oneOf(
          `Stuck at step ${step} of the ${order.product} manual. The holes don't line up.`,
          `which screw goes into step ${step}? I have 6 long and 2 short ones left (${order.product})`,
          `The manual for the ${order.product} has no page ${step}.`,
        ),
      );
      chat.tool(
        "get_manual",
        { sku: order.sku, step },
        {
          step,
          text: "Turn panel C so that the two small holes face the back. Use cam bolts (E), not screws (F).",
        },
      );
      chat.say(
        chat.oneOf(
          `In step ${step} panel **C** has to be turned: the two small holes face the *back*. Then:\n\n1. put the cam bolts (E) in, hand-tight\n2. slide C on until it clicks\n3. a half turn with the hex key, not more`,
          `Step ${step} uses the cam bolts (bag E), not the screws. If the holes don't line up, panel C is the wrong way round: small holes to the back.`,
        ),
      );
      const missing = chat.random.chance(0.5);
      chat.user(
        missing
          ? chat.oneOf("there's no bag E", "bag E is in the box but it's empty?!")
          : chat.oneOf(
              "OH. it was upside down 🤦 does it have to be that wobbly?",
              "clicked! but now it wobbles",
            ),
      );
      if (missing) {
        chat.tool(
          "send_parts",
          { order_id: order.id, sku: order.sku, parts: ["bag E"] },
          { ships_on: chat.day(1), free: true },
        );
        chat.say(
          `I have a new bag E on its way to you, free of charge; it ships on ${chat.day(1)}. Steps ${step + 1} to ${step + 3} don't need it, so you can go on with those.`,
        );
      } else {
        chat.say(
          "Good. Tighten everything only once the whole frame stands: a little play until then is on purpose, it wobbles less afterwards.",
        );
      }
      chat.user(
        chat.oneOf("got it, thank you!!", "Thanks, will try", "you just saved my Saturday"),
      );
      chat.say(
        chat.oneOf("Have fun with it! 🔧", "You're welcome. A photo of the result is always nice!"),
      );
      chat.judge({
        correctness: ["correct", "Panel and bolts as in the manual's text."],
        frustration: ["not_frustrated", "Stuck, then amused about it."],
        goal: ["achieved", "The person could go on building."],
      });
    },
  },
  {
    name: "compare-products",
    app: "support",
    locale: "en",
    play(chat) {
      const [first, second, third] = pickProducts(chat.random, 3);
      if (!first || !second || !third) return;
      chat.user(
        chat.oneOf(
          `What's the difference between the ${first.name} and the ${second.name}?`,
          `Looking for a present, budget €${Math.max(first.price, second.price) + 20}. Thinking of ${first.name} or ${second.name}.`,
          `Which one is in stock: ${first.name}, ${second.name} or ${third.name}?`,
        ),
      );
      const stock = [first, second, third].map(({ sku }) => ({
        sku,
        in_stock: chat.random.int(0, 14),
      }));
      chat.tools("", [
        [
          "search_products",
          { query: `${first.name} ${second.name}` },
          { results: [first, second, third] },
        ],
        ["check_stock", { skus: [first.sku, second.sku, third.sku] }, { stock }],
      ]);
      const cells = [first, second, third].map((product, i) => {
        const count = stock[i]?.in_stock ?? 0;
        return `| ${product.name} | €${product.price} | ${count === 0 ? "sold out" : count < 4 ? `only ${count} left` : "in stock"} |`;
      });
      chat.stream(
        `Here they are side by side:\n\n| product | price | stock |\n|---|---:|---|\n${cells.join("\n")}\n\nAll three come with free returns for 30 days.`,
      );
      const [question, answer] = chat.oneOf<[string, string]>(
        [
          "which would YOU take?",
          `For everyday use I'd take the ${second.name}: it is easier to clean, and spare parts exist for ten years. If it is for show, the ${first.name}.`,
        ],
        [
          `is the ${first.name} good quality?`,
          `Yes. The ${first.name} is made in the same workshop as the others; the price of €${first.price} comes from the material, not from the work.`,
        ],
        [
          "and how long does delivery take",
          "Three to five working days for anything in stock. What is sold out takes about four weeks.",
        ],
      );
      chat.user(question);
      chat.stream(answer);
      if (chat.random.chance(0.4)) {
        const [last, goodbye] = chat.oneOf<[string, string]>(
          ["ok ordering now 😊", "Lovely! Just write if anything is unclear at checkout."],
          ["hmm, I'll sleep on it", "Good idea. I'm here if more questions come up."],
        );
        chat.user(last);
        chat.stream(goodbye);
      }
      chat.judge({
        correctness: ["correct", "Prices and stock in the table are those of the tools."],
        frustration: ["not_frustrated", "Relaxed shopping talk."],
        goal: ["achieved", "The comparison that was asked for was given."],
      });
    },
  },
  {
    name: "business-quote",
    app: "support",
    locale: "en",
    play(chat) {
      const [chair, table] = pickProducts(chat.random, 2);
      if (!chair || !table) return;
      const count = chat.random.int(8, 40);
      const discount = count >= 20 ? 12 : 8;
      const net = Math.round(count * chair.price * (1 - discount / 100));
      chat.user(
        chat.oneOf(
          `We're furnishing a café and need ${count} × ${chair.name}. Is there a business price?`,
          `Quote for ${count} pieces ${chair.name} please, delivery to one address, invoice to the company.`,
        ),
      );
      chat.tool(
        "quote",
        { sku: chair.sku, quantity: count },
        {
          list_eur: count * chair.price,
          discount_percent: discount,
          net_eur: net,
          valid_until: chat.day(14),
        },
      );
      chat.say(
        `Here is your quote, valid until ${chat.day(14)}:\n\n| item | quantity | list | discount | total |\n|---|---:|---:|---:|---:|\n| ${chair.name} | ${count} | €${chair.price} | ${discount} % | **€${net}** |\n\nDelivery to one address is included.`,
      );
      const payment = chat.instance % 2 === 1;
      chat.user(
        payment
          ? `add 4 × ${table.name}. And can we pay within 30 days? And what if we take ${count + 10} chairs?`
          : chat.oneOf(`add 4 × ${table.name}`, `Please add ${table.name}, four of them.`),
      );
      chat.tool(
        "quote",
        { sku: table.sku, quantity: 4 },
        { list_eur: table.price * 4, discount_percent: 0, net_eur: table.price * 4 },
      );
      chat.say(
        payment
          ? `The new total is **€${net + table.price * 4}**. Payment within 30 days is possible once the company is verified; that takes a day.`
          : `Adding 4 × ${table.name} comes to €${table.price * 4} more, so **€${net + table.price * 4}** in all. The discount starts at eight pieces of one item.`,
      );
      chat.user(
        chat.oneOf(
          "Thanks. Please send it as PDF to our accounting, vat id NL8120045B01",
          "ok, I'll forward this to my boss",
        ),
      );
      chat.say(
        "You'll find the quote as a PDF in your business account, and I've noted the reference for your accounting.",
      );
      chat.tag("b2b");
      chat.judge({
        correctness: payment
          ? [
              "partially_correct",
              `The totals add up, but the question about ${count + 10} chairs was not answered.`,
            ]
          : ["correct", "The totals add up."],
        frustration: ["not_frustrated", "Businesslike."],
        goal: ["achieved", "The quote was made and extended."],
      });
    },
  },
  {
    name: "discount-code",
    app: "support",
    locale: "en",
    play(chat) {
      const code = chat.oneOf("AUTUMN20", "WELCOME10", "LAMPDAY", "FRIENDS15", "BLACKOAK");
      const [opening, remark] = chat.oneOf<[string, string]>(
        [
          `${code} doesn't work at checkout`,
          "Your basket holds a sale item; take that out and it applies to the rest.",
        ],
        [
          `Your newsletter says ${code} but the shop says "not applicable". Which is it?`,
          "Both are right: the newsletter leaves out that sale items are excluded, and you have one in your basket.",
        ],
        [
          `why can't I use ${code} together with WELCOME5`,
          "Codes can't be combined, so remove the other one first.",
        ],
      );
      chat.user(opening);
      const wrong = chat.instance % 2 === 1;
      if (wrong) {
        chat.say(
          `The code ${code} gives 20 % on everything, including sale items. Please try it again in a private window.`,
        );
        chat.judgeTurn(
          "hallucination",
          "hallucinated",
          0.96,
          `No tool was asked about ${code}; the terms are made up.`,
        );
        chat.user(
          chat.oneOf(
            "tried. same.",
            "nope. 'not applicable to items on sale'. You just said including sale items.",
            "I did that three times already before writing here...",
          ),
        );
      }
      chat.tool(
        "check_code",
        { code },
        { valid: true, percent: 15, excludes: ["sale"], min_eur: 80, ends: chat.day(2) },
      );
      chat.say(
        `${wrong ? "I have to correct myself. " : ""}**${code}** gives 15 % from €80, not on sale items, until ${chat.day(2)}. ${remark}`,
      );
      chat.user(
        wrong
          ? chat.oneOf(
              "so the first answer was just made up? good to know",
              "you could have said so at once",
            )
          : chat.oneOf("ah, thanks!", "ok got it", "makes sense, works now"),
      );
      chat.say(
        wrong
          ? "Yes, I should have looked it up first. I'm sorry for the extra round."
          : "Happy shopping! 🛋️",
      );
      chat.judge({
        correctness: wrong
          ? [
              "partially_correct",
              "The first answer invents terms of the code; the second is right.",
            ]
          : ["correct", "The terms are those of the tool."],
        frustration: wrong
          ? ["frustrated", "The customer points out twice that the advice was wrong."]
          : ["not_frustrated", "One short misunderstanding, cleared up."],
        goal: ["partial", "The code's terms are clear now, but the discount was not applied here."],
      });
    },
  },
  {
    name: "eco-question",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const [question, answer] = chat.oneOf<[string, string]>(
        [
          "Is the wood of the Emmerich table certified?",
          "All our oak and ash comes from FSC-certified forests in Latvia and Poland. The certificate number is on the underside, next to the production week.",
        ],
        [
          "Which oil do I use on the Fjord side table? It's getting dry",
          "Hard wax oil, thinly, twice a year: rub in with a cloth, wait 15 minutes, wipe off *everything* that is left. Spread used cloths out to dry, crumpled ones can catch fire.",
        ],
        [
          `can the ${order.product} stay outside in winter`,
          "Better not: it is made for indoors. Frost lifts the finish within one winter. Under a roof, with a cover and off the ground, it survives, but the warranty doesn't cover it.",
        ],
        [
          "is the Ostrava bookshelf safe for a toddler? sharp edges? paint?",
          "Edges have a radius of 4 mm and the paint meets EN 71-3 (toys). Please fix it to the wall, the bracket is in bag H.",
        ],
        [
          "How do I get red wine out of the Brook rug?? guests are still here 😱",
          "Don't rub! Press dry with a white cloth, pour on a little cold mineral water, press again. What is left goes with one spoon of wool detergent in half a litre of water. No salt, it bleaches wool.",
        ],
        [
          "what's the max weight for the Birk wall shelf",
          "12 kg per shelf in brick or concrete with the plugs from the box, 6 kg in plasterboard with hollow-wall anchors (not included).",
        ],
      );
      chat.user(question);
      chat.stream(answer);
      chat.judge({
        correctness: ["correct", "Agrees with the product's care and safety sheet."],
        frustration: ["not_frustrated", "A single friendly question."],
        goal: ["achieved", "Answered in one go."],
      });
    },
  },
];

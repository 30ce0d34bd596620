import type { SampleScript } from "../sample-script";

export const supportDeliveryScripts: SampleScript[] = [
  {
    name: "where-is-my-parcel",
    app: "support",
    locale: "en",
    weight: 2,
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `Where is my order ${order.id}?`,
          `hi, any news on ${order.id}? The ${order.product} was meant to be here by now`,
          `Tracking for ${order.id} hasn't moved since ${chat.day(-3)}. Is it lost?`,
          `Can you tell me when my ${order.product} gets delivered? Order ${order.id}`,
          `I'm only home Thursday. Will ${order.id} come before that?`,
        ),
      );
      chat.tool(
        "lookup_order",
        { order_id: order.id },
        {
          order_id: order.id,
          status: "shipped",
          items: [{ sku: order.sku, name: order.product, quantity: 1 }],
          shipped_on: chat.day(-2),
        },
      );
      chat.tool(
        "track_parcel",
        { carrier: order.carrier, tracking: order.tracking },
        {
          last_scan: `Sorting centre, ${order.city}`,
          expected: chat.day(1),
        },
      );
      chat.say(
        chat.oneOf(
          `Good news: order **${order.id}** is on its way.\n\n- carrier: ${order.carrier}\n- tracking: \`${order.tracking}\`\n- last scan: sorting centre in ${order.city}\n- expected: **${chat.day(1)}**`,
          `Your ${order.product} left our warehouse on ${chat.day(-2)} and was last scanned in ${order.city}. ${order.carrier} expects to deliver it on **${chat.day(1)}**; the tracking number is \`${order.tracking}\`.`,
          `It isn't lost. ${order.carrier} scanned the parcel in ${order.city} this morning and plans to deliver on ${chat.day(1)}. You can follow it with \`${order.tracking}\`.`,
        ),
      );
      if (chat.random.chance(0.55)) {
        chat.exchange(
          [
            "Do I have to sign for it?",
            `${order.carrier} asks for a signature above €100, below that the driver may simply leave it at the door.`,
          ],
          [
            "what if nobody's home?",
            "They try once more the next working day and then take it to the nearest pick-up point, where it waits seven days.",
          ],
          [
            "Can they leave it with a neighbour? Number 14 is usually in",
            `Yes. In the ${order.carrier} app you can name a neighbour with the tracking number. I can't set that from here, it has to come from the person receiving it.`,
          ],
          [
            "How heavy is the box? I'd carry it up alone",
            `The ${order.product} comes in one box of about ${chat.random.int(4, 24)} kg. It has handles on both sides.`,
          ],
        );
      }
      chat.user(
        chat.oneOf("great, thank you!", "Perfect 👍", "ok thanks", "Thanks, that's all I needed"),
      );
      chat.say(
        chat.oneOf(
          "You're welcome! Enjoy the new piece. 🙂",
          `Happy to help, ${chat.firstName}. Have a good day!`,
          "Any time. The tracking link is in your order e-mail as well.",
        ),
      );
      chat.judge({
        correctness: [
          "correct",
          "Delivery date, carrier and tracking number match the two tool results.",
        ],
        frustration: ["not_frustrated", "The customer asks calmly and closes with thanks."],
        goal: [
          "achieved",
          `The customer wanted to know where ${order.id} is and was told the expected day.`,
        ],
      });
    },
  },
  {
    name: "parcel-lost",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `My ${order.product} was supposed to arrive on ${chat.day(-6)}. Order ${order.id}.`,
          `order ${order.id} is a week late, what's going on`,
          `Hello, I have been waiting for ${order.id} since last week.`,
          `${order.id}: tracking says "delivered". It was not delivered.`,
        ),
      );
      chat.tool(
        "lookup_order",
        { order_id: order.id },
        {
          order_id: order.id,
          status: "in_transit",
          promised: chat.day(-6),
        },
      );
      chat.say(
        chat.oneOf(
          `I'm sorry for the delay. Order ${order.id} is in transit and should arrive soon. Please allow another 2 working days.`,
          `Thanks for reaching out! Your ${order.product} is on its way. Deliveries in ${order.city} currently take a little longer.`,
        ),
      );
      chat.user(
        chat.oneOf(
          "That's what you told me on Monday. Two working days. It's been four.",
          "You said that last time too. Where is it *right now*?",
          "Soon is not an answer. Can you look at the actual tracking please?",
        ),
      );
      chat.toolFails(
        "track_parcel",
        { carrier: order.carrier, tracking: order.tracking },
        `${order.carrier} tracking API: 504 Gateway Timeout`,
      );
      chat.say(
        chat.oneOf(
          "I could not reach the carrier's system just now. Your parcel is in transit and should arrive soon.",
          `The tracking service of ${order.carrier} does not answer at the moment. In most cases parcels arrive within 2 working days.`,
        ),
      );
      chat.user(
        chat.oneOf(
          "Are you even reading what I write?? I don't want to hear 'soon' a THIRD time.",
          "unbelievable. I took a day off work for this delivery. twice.",
          "So you don't know. Just say you don't know!",
        ),
      );
      const reached = chat.random.chance(0.5);
      if (reached) {
        chat.tool(
          "track_parcel",
          { carrier: order.carrier, tracking: order.tracking },
          {
            last_scan: `Depot ${order.city}`,
            last_scan_on: chat.day(-7),
            state: "missing_at_depot",
          },
        );
        chat.say(
          `You're right, and I apologise. I have reached the carrier now: the last scan was in ${order.city} on ${chat.day(-7)}, and the parcel is marked **missing at the depot**. It will not arrive by waiting.`,
        );
        chat.user(
          chat.oneOf(
            "finally. and now?",
            "Took you long enough. Send a new one.",
            "I want my money back then",
          ),
        );
        chat.tool(
          "create_replacement",
          { order_id: order.id, sku: order.sku, reason: "lost" },
          {
            replacement_id: `${order.id}-R`,
            ships_on: chat.day(1),
          },
        );
        chat.say(
          `I have ordered a replacement free of charge, **${order.id}-R**. It leaves on ${chat.day(1)} by express. If you would rather have the €${order.price} back, answer "refund" before then and I cancel it.`,
        );
        chat.user(
          chat.oneOf("fine.", "OK. Last chance, honestly.", "right, I'll believe it when I see it"),
        );
        chat.say("Understood. You get a message as soon as the replacement is scanned.");
      } else {
        chat.say(
          "I understand your frustration. Is there anything else I can help you with today?",
        );
        chat.user(
          chat.oneOf(
            "ANYTHING ELSE?! You helped with NOTHING. Cancelling my card payment, bye",
            "No. I'm done. I will call my bank and get the charge reversed 😡",
            "This bot is a joke. Get me a human or I post this chat everywhere.",
          ),
        );
        chat.say(
          "I'm sorry that I could not help. I have passed the conversation on to our team, they answer within one working day.",
        );
        chat.review(
          "needs_follow_up",
          `Third contact about ${order.id}. Called the customer and sent a replacement.`,
        );
      }
      chat.tag("escalated");
      chat.judge({
        correctness: reached
          ? [
              "partially_correct",
              "The first two answers promised an arrival without looking at the tracking; the later one was right.",
            ]
          : [
              "incorrect",
              "The assistant kept promising an arrival although it never saw a tracking result.",
            ],
        frustration: [
          "frustrated",
          "The customer repeats the question, writes in capitals and accuses the assistant of not reading.",
        ],
        goal: reached
          ? ["achieved", "A replacement was ordered in the end."]
          : ["not_achieved", "The customer left without knowing where the parcel is."],
      });
    },
  },
  {
    name: "change-address",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const street = chat.oneOf(
        "22 Quay Street",
        "Lindenallee 9",
        "5 Rue des Tanneurs",
        "Apt 4B, 81 Mill Lane",
      );
      chat.user(
        chat.oneOf(
          `I moved! Can you change the address on ${order.id} to ${street}, ${order.city}?`,
          `please send ${order.id} to my office instead: ${street}, ${order.city}`,
          `Wrong address on my order ${order.id}, it should be ${street}, ${order.city}. Sorry!`,
        ),
      );
      chat.tool("lookup_order", { order_id: order.id }, { order_id: order.id, status: "packed" });
      const args = { order_id: order.id, street, city: order.city };
      chat.toolFails("update_address", args, "Address service: connection reset by peer");
      chat.tool("update_address", args, { updated: true });
      chat.say(
        chat.oneOf(
          `Done. It took two attempts, but order ${order.id} now goes to **${street}, ${order.city}**.`,
          `I changed the delivery address of ${order.id} to ${street}, ${order.city}. The parcel is packed and leaves tonight.`,
        ),
      );
      chat.exchange(
        ["will I get a confirmation?", "Yes, an e-mail with the new address is on its way."],
        [
          "and the invoice address stays the same, right?",
          "Right: only the delivery address changed, the invoice stays as it was.",
        ],
        [
          "Does that delay it?",
          `By a day at most: it was packed already, so it leaves with tomorrow's truck and arrives around ${chat.day(3)}.`,
        ],
      );
      chat.judge({
        correctness: [
          "correct",
          "The second call of update_address succeeded and the answer says so.",
        ],
        frustration: ["not_frustrated", "Friendly from start to end."],
        goal: ["achieved", `The address of ${order.id} was changed before shipping.`],
      });
    },
  },
  {
    name: "sofa-delivery-slot",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `The delivery window you gave me for ${order.id} (8:00–18:00) is ridiculous. Can I get a narrower one?`,
          `Need to move my delivery, order ${order.id}. I'm away on ${chat.day(4)}.`,
          `can the guys carry the ${order.product} up to the 4th floor? no lift. order ${order.id}`,
        ),
      );
      chat.tool(
        "list_delivery_slots",
        { order_id: order.id },
        {
          slots: [
            `${chat.day(5)} 07:00–11:00`,
            `${chat.day(6)} 12:00–16:00`,
            `${chat.day(9)} 16:00–20:00`,
          ],
          carry_in: true,
        },
      );
      chat.say(
        `These windows are free for ${order.city}:\n\n| # | day | time |\n|---|---|---|\n| 1 | ${chat.day(5)} | 07:00–11:00 |\n| 2 | ${chat.day(6)} | 12:00–16:00 |\n| 3 | ${chat.day(9)} | 16:00–20:00 |\n\nTwo people carry it to the room you choose, up to the fifth floor.`,
      );
      chat.user(
        chat.oneOf("let me ask my flatmate, I'll be back", "need to check with work first"),
      );
      chat.say("Of course. I can hold the windows for 24 hours; just come back to this chat.");
      const [choice, slot] = chat.oneOf<[string, number]>(
        ["ok number 2 please", 2],
        ["Back! We take the evening one, number 3.", 3],
        ["the early one, we're up at six anyway", 1],
      );
      chat.user(choice, chat.random.int(5, 20) * 3_600_000);
      chat.tool(
        "book_delivery_slot",
        { order_id: order.id, slot },
        {
          booked: true,
          reference: `SL${chat.random.int(10000, 99999)}`,
        },
      );
      chat.say(
        chat.oneOf(
          "Booked. The crew calls half an hour before they arrive. Please measure the staircase: the box is 98 cm wide.",
          "It's booked, you'll get a text the evening before. Anything bulky goes straight to the room you choose.",
        ),
      );
      chat.user(chat.oneOf("thx!", "amazing, thank you", "Brilliant."));
      chat.say("You're welcome!");
      chat.judge({
        correctness: [
          "correct",
          "The slots shown are those of the tool result and the chosen one was booked.",
        ],
        frustration: [
          "not_frustrated",
          "Slight annoyance about the first window, gone after the options were shown.",
        ],
        goal: ["achieved", "A new delivery window was booked after the customer came back."],
      });
    },
  },
  {
    name: "left-while-waiting",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      if (chat.random.chance(0.6)) {
        chat.user(chat.oneOf("hello?", "Hi", "hey, anyone there", "Good morning"));
        chat.say(
          chat.oneOf(
            "Hello! I can look up orders, check refunds and cancel orders. What can I do for you?",
            "Hi there! 👋 What can I help you with?",
          ),
        );
      }
      chat.user(
        chat.oneOf(
          `What's the status of ${order.id}`,
          `my ${order.product} arrived with a scratch, what are my options?`,
          `is the ${order.product} back in stock soon?`,
          `Do you ship to ${order.city}?`,
        ),
      );
      chat.fail(chat.oneOf("timeout", "overloaded", "rate_limit"));
      chat.tag("abandoned");
      chat.judge({
        correctness: [
          "incorrect",
          "The question got no answer: the model call failed and was not repeated.",
        ],
        frustration: ["not_frustrated", "Too little text to tell; the person simply left."],
        goal: ["not_achieved", "The conversation ends with the unanswered question."],
      });
    },
  },
];

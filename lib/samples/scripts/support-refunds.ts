import type { SampleScript } from "../sample-script";

export const supportRefundScripts: SampleScript[] = [
  {
    name: "refund-damaged",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const [damage, detail] = chat.oneOf<[string, string]>(
        [
          "there's a crack right across it",
          "Can't upload here. The crack is about 20 cm long; the carton had a hole in the same spot.",
        ],
        [
          "one corner is split off",
          "Corner at the back, the piece is lying in the box. Photo sent by mail.",
        ],
        [
          "the finish is scratched in three places",
          "It's on the front edge, 3 deep marks, you can see them from across the room.",
        ],
        [
          "the box was open and half of it is wet",
          "Left side is soaked, it smells like a cellar. The driver saw it too and wrote it down.",
        ],
      );
      chat.user(
        chat.oneOf(
          `The ${order.product} arrived today and ${damage}. I'd like a refund (order ${order.id}).`,
          `hi. unpacked ${order.id}, ${damage} 😕 refund possible?`,
          `Order ${order.id}: ${damage}. What now?`,
        ),
      );
      chat.tools("Let me check what is possible for this order.", [
        [
          "lookup_order",
          { order_id: order.id },
          {
            order_id: order.id,
            status: "delivered",
            delivered_on: chat.day(0),
            total_eur: order.price,
          },
        ],
        [
          "check_refund",
          { order_id: order.id, sku: order.sku, reason: "damaged" },
          { refundable: true, amount_eur: order.price, needs: "photo" },
        ],
      ]);
      chat.say(
        chat.oneOf(
          `I'm sorry, that should not happen. Damaged items are refunded in full: **€${order.price}**. Please reply with one photo of the damage, or describe it if you can't take one.`,
          `That is covered. You can have the full €${order.price} back, or a new ${order.product} within five days. For either I need a short description or photo of the damage.`,
        ),
      );
      chat.user(detail);
      chat.tool(
        "create_refund",
        { order_id: order.id, sku: order.sku, amount_eur: order.price },
        {
          refund_id: `RF-${chat.random.int(10000, 99999)}`,
          arrives: chat.day(4),
        },
      );
      chat.say(
        chat.oneOf(
          `Thank you, that's enough. The refund of **€${order.price}** is on its way to your original payment method and should be there by ${chat.day(4)}. You don't need to send the item back.`,
          `Refund created: €${order.price}, back on your card by ${chat.day(4)}. We'll send a label; please keep the packaging until the driver has collected it.`,
        ),
      );
      chat.user(chat.oneOf("that was easy, thanks", "Thank you 🙏", "wow quick. thanks!"));
      chat.say(chat.oneOf("My pleasure, and sorry again for the trouble.", "You're welcome!"));
      if (chat.random.chance(0.3)) {
        chat.review("good_example", "Clear, quick, asked only once for evidence.");
      }
      chat.judge({
        correctness: [
          "correct",
          `check_refund allows the full €${order.price}, and that is the amount refunded.`,
        ],
        frustration: [
          "not_frustrated",
          "Disappointed about the damage, content with the handling.",
        ],
        goal: ["achieved", "The refund was created in this conversation."],
      });
    },
  },
  {
    name: "refund-refused",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const days = chat.random.int(41, 88);
      chat.user(
        chat.oneOf(
          `I want to return the ${order.product} from ${order.id}, it doesn't suit the room after all.`,
          `How do I send back ${order.id}? Changed my mind.`,
          `refund for ${order.id} please, used it a bit but it's like new`,
        ),
      );
      chat.tool(
        "check_refund",
        { order_id: order.id, sku: order.sku, reason: "change_of_mind" },
        {
          refundable: false,
          reason: "return window of 30 days has passed",
          days_since_delivery: days,
        },
      );
      chat.say(
        `I checked: the ${order.product} was delivered **${days} days ago**, and our return window is 30 days. So I can't offer a refund for a change of mind.`,
      );
      const [objection, reply] = chat.oneOf<[string, string]>(
        [
          "30 days? The website said 100 days when I bought it.",
          "The 100 days apply to mattresses only, as far as our policy pages say. The returns team decides about exceptions: returns@lumen-oak.example, with your order number and a screenshot if you have one.",
        ],
        [
          "oh come on, can't you make an exception? I've been a customer for years",
          "I'm not able to grant an exception myself, but the returns team can: write to returns@lumen-oak.example with the order number and your reason. They answer within two working days.",
        ],
        [
          "I was in hospital for most of that time.",
          "I'm sorry to hear that, and I hope you are well again. That is exactly what exceptions are for: the returns team (returns@lumen-oak.example) decides about them within two working days.",
        ],
      );
      chat.user(objection);
      chat.tool(
        "search_policy",
        { query: "return window exceptions" },
        {
          results: [
            "Exceptions to the 30-day window are decided by the returns team, returns@lumen-oak.example.",
          ],
        },
      );
      chat.say(reply);
      const angry = chat.random.chance(0.45);
      if (angry) {
        chat.user(
          chat.oneOf(
            "So I have to write to someone ELSE and wait two more days? What are you for then",
            "Ridiculous. You take my money in 2 seconds but a return needs a committee.",
          ),
        );
        chat.say(
          "I know this isn't the answer you hoped for. Shall I hand the case over, so that you don't need to write it down again?",
        );
        chat.user(chat.oneOf("whatever. yes", "do what you want, I'm not buying here again"));
        chat.tool(
          "create_ticket",
          { order_id: order.id, topic: "return exception" },
          {
            ticket: `T-${chat.random.int(2000, 9999)}`,
          },
        );
        chat.say(
          "Done: the returns team has your case and will write to the e-mail address of the order.",
        );
      } else {
        chat.user(chat.oneOf("fair enough, I'll write to them", "ok, understood. thanks anyway"));
        chat.say("Thank you for understanding. Good luck with it!");
      }
      chat.judge({
        correctness: ["correct", "The refusal follows the tool result and the policy it found."],
        frustration: angry
          ? [
              "frustrated",
              "The customer calls the process ridiculous and announces not to buy again.",
            ]
          : ["not_frustrated", "Disappointed, but accepts the explanation."],
        goal: ["partial", "No refund, but the way to an exception was explained."],
      });
    },
  },
  {
    name: "wrong-refund-amount",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const shipping = chat.oneOf(12, 19, 29);
      const total = order.price + shipping;
      chat.user(
        chat.oneOf(
          `I returned ${order.id} and got €${order.price} back, but I paid €${total}. Where is the rest?`,
          `You still owe me €${shipping}. Order ${order.id}.`,
          `refund for ${order.id} is incomplete, shipping is missing`,
        ),
      );
      chat.tool(
        "lookup_payment",
        { order_id: order.id },
        {
          paid_eur: total,
          items_eur: order.price,
          shipping_eur: shipping,
          refunded_eur: order.price,
          return_reason: "faulty",
        },
      );
      chat.say(
        chat.oneOf(
          `You paid €${total} and received €${total} back, so the refund is complete.`,
          `I see a refund of €${order.price}, which is the full amount of your order.`,
        ),
      );
      chat.judgeTurn(
        "hallucination",
        "hallucinated",
        0.92,
        `lookup_payment says €${total} paid and €${order.price} refunded; the answer claims there is no difference.`,
      );
      chat.user(
        chat.oneOf(
          `No. ${total} minus ${order.price} is ${shipping}. That's basic arithmetic.`,
          `??? I just told you the numbers. €${shipping} is missing.`,
        ),
      );
      chat.say(
        `I apologise for the confusion. You paid €${order.price} for the item; that has been refunded in full. Shipping costs are not refundable.`,
      );
      chat.user(
        chat.oneOf(
          "The item was FAULTY. By law you pay the shipping. Do I really have to explain that to you?",
          "It came broken! Your own policy says shipping is refunded for faulty goods. Read it!!",
        ),
      );
      chat.tool(
        "search_policy",
        { query: "shipping refund faulty item" },
        {
          results: [
            "For faulty or damaged items we refund the price and the original shipping costs.",
          ],
        },
      );
      const fixed = chat.instance % 3 !== 2;
      if (fixed) {
        chat.tool(
          "create_refund",
          { order_id: order.id, amount_eur: shipping, reason: "shipping, faulty item" },
          {
            refund_id: `RF-${chat.random.int(10000, 99999)}`,
          },
        );
        chat.say(
          `You are right and I was wrong, twice. For faulty items the shipping is refunded too: **€${shipping}** is on its way to your card.`,
        );
        chat.user(
          chat.oneOf("thank you. was that so hard", "ok. finally.", "Good. Please fix your bot."),
        );
        chat.say("Thank you for your patience. I have noted the mistake for the team.");
      } else {
        chat.fail("rate_limit");
        chat.user(
          chat.oneOf("hello??", "and now it's gone silent. great.", "...are you kidding me"),
          95_000,
        );
        chat.fail("rate_limit");
        chat.tag("abandoned");
        chat.review(
          "needs_follow_up",
          `€${shipping} still open on ${order.id}; the bot denied it and then died.`,
        );
      }
      chat.judge({
        correctness: fixed
          ? ["partially_correct", "Two wrong statements about the amount before the right one."]
          : ["incorrect", "Both statements about the amount contradict the payment record."],
        frustration: [
          "frustrated",
          "The customer has to do the arithmetic for the assistant and says so ever more sharply.",
        ],
        goal: fixed
          ? ["achieved", `The missing €${shipping} were refunded.`]
          : ["not_achieved", "The open amount was never acknowledged; the last two calls failed."],
      });
    },
  },
  {
    name: "double-charge",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      const question = chat.oneOf(
        `I was charged twice for ${order.id}, €${order.price} each. Please check.`,
        `two bookings of €${order.price} on my card, same day, one order (${order.id})`,
        `Why did you take €${order.price * 2} instead of €${order.price}? ${order.id}`,
      );
      chat.user(question);
      chat.fail("rate_limit");
      chat.user(question, chat.random.int(6, 25) * 1000);
      chat.tool(
        "lookup_payment",
        { order_id: order.id },
        {
          captures: [{ id: "cap_1", eur: order.price, state: "captured" }],
          authorisations: [
            { id: "auth_1", eur: order.price, state: "captured" },
            { id: "auth_2", eur: order.price, state: "expires", on: chat.day(3) },
          ],
        },
      );
      chat.say(
        chat.oneOf(
          `Only **one** payment of €${order.price} was taken. The second line is a reservation from a first attempt that failed; your bank releases it by ${chat.day(3)}.`,
          `I see one captured payment and one open authorisation. The authorisation is not a charge: it expires on ${chat.day(3)}, and no money moves.`,
        ),
      );
      chat.exchange(
        [
          "ok and if it's still there after that?",
          "Then write to us again with a screenshot and we ask the payment provider to void `auth_2` by hand.",
        ],
        [
          "My bank app shows both as booked though.",
          "Some banks show reservations like bookings until they expire. If it is still there a day later, we void it by hand.",
        ],
        ["phew. ok", "Understandable! Two lines of the same amount do look alarming."],
      );
      chat.judge({
        correctness: [
          "correct",
          "One capture and one expiring authorisation, as in the payment record.",
        ],
        frustration: [
          "not_frustrated",
          "Worried, and reassured by the answer; the failed first attempt is not mentioned.",
        ],
        goal: ["achieved", "The customer knows that the second line disappears by itself."],
      });
    },
  },
  {
    name: "cancel-in-time",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `Cancel order ${order.id} please, ordered the wrong size.`,
          `can you still stop ${order.id}? found it cheaper elsewhere, sorry 😅`,
          `I'd like to cancel the ${order.product} (${order.id}).`,
          `cancel ${order.id}`,
        ),
      );
      chat.tool(
        "lookup_order",
        { order_id: order.id },
        { order_id: order.id, status: "processing", cancellable: true },
      );
      chat.say(
        chat.oneOf(
          `Order ${order.id} has not been packed yet, so it can be cancelled. You would get €${order.price} back. Shall I go ahead?`,
          `I can still stop it. Cancelling refunds €${order.price} within three days. Please confirm with "yes".`,
        ),
      );
      chat.user(chat.oneOf("yes", "Yes please.", "yep go ahead", "do it"));
      chat.tool(
        "cancel_order",
        { order_id: order.id },
        { cancelled: true, refund_eur: order.price },
      );
      chat.say(
        chat.oneOf(
          `Order ${order.id} is cancelled and €${order.price} are on the way back to you.`,
          `Cancelled. The refund of €${order.price} shows up within three working days.`,
        ),
      );
      chat.judge({
        correctness: ["correct", "Asked for confirmation, cancelled once, named the right amount."],
        frustration: ["not_frustrated", "Short and matter-of-fact."],
        goal: ["achieved", `${order.id} was cancelled.`],
      });
    },
  },
  {
    name: "cancel-too-late",
    app: "support",
    locale: "en",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `I cancelled ${order.id} yesterday and now I get a shipping mail??`,
          `STOP order ${order.id}. I already asked for this on ${chat.day(-1)}.`,
          `My cancellation of ${order.id} was confirmed, and today it shows "shipped". Cancel it now please.`,
        ),
      );
      chat.tool(
        "cancel_order",
        { order_id: order.id },
        { cancelled: false, reason: "already_shipped" },
      );
      chat.say(
        chat.oneOf(
          `Unfortunately ${order.id} left the warehouse this morning, so I can't cancel it any more. You can refuse the parcel at the door and get everything back.`,
          "The parcel is already with the carrier. Refuse it at the door, or return it free of charge within 30 days.",
        ),
      );
      chat.user(
        chat.oneOf(
          "I work. I can't stand at the door all day because you ignore your mail.",
          "so I'm doing your job now? you shipped it AFTER I cancelled",
          "hm ok, but who pays the return?",
        ),
      );
      chat.tool(
        "create_return_label",
        { order_id: order.id, carrier: order.carrier },
        {
          label: `https://lumen-oak.example/labels/${order.id}.pdf`,
        },
      );
      chat.say(
        `You don't have to be home for it: here is a prepaid ${order.carrier} return label, valid for 30 days: https://lumen-oak.example/labels/${order.id}.pdf\n\n1. Stick it over the old label.\n2. Drop it off, or book a pick-up.\n3. We refund €${order.price} when it is scanned.`,
      );
      const upset = chat.random.chance(0.5);
      chat.user(
        upset
          ? chat.oneOf("Still your mistake. Not mine.", "Very disappointing service.")
          : chat.oneOf("ok that works", "Alright, thanks for the label."),
      );
      chat.say(
        upset
          ? "I understand, and I'm sorry. I have added a note about the missed cancellation."
          : "Glad that helps.",
      );
      chat.judge({
        correctness: [
          "correct",
          "The order could not be cancelled, and the alternatives are the right ones.",
        ],
        frustration: upset
          ? [
              "frustrated",
              "The customer blames the shop to the end and calls the service disappointing.",
            ]
          : ["not_frustrated", "Annoyed at first, settled by the prepaid label."],
        goal: ["partial", "Not cancelled, but returned free of charge."],
      });
    },
  },
];

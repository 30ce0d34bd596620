import type { SampleScript } from "../sample-script";

export const supportLanguageScripts: SampleScript[] = [
  {
    name: "de-lieferung",
    app: "support",
    locale: "de",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `Guten Tag, wo bleibt meine Bestellung ${order.id}? Versprochen war letzte Woche.`,
          `Hallo, Sendung ${order.tracking} steht seit Tagen auf „In Zustellung“. Was ist da los?`,
          `Wann kommt ${order.id}? Ich möchte meinen Urlaub nicht mit Warten verbringen.`,
        ),
      );
      chat.tool(
        "lookup_order",
        { order_id: order.id },
        { order_id: order.id, status: "shipped", carrier: order.carrier },
      );
      chat.tool(
        "track_parcel",
        { carrier: order.carrier, tracking: order.tracking },
        { last_scan: order.city, expected: chat.day(2) },
      );
      chat.say(
        chat.oneOf(
          `Ihre Bestellung **${order.id}** ist unterwegs: Zuletzt wurde sie in ${order.city} gescannt, die Zustellung ist in zwei Tagen geplant. Die Sendungsnummer bei ${order.carrier} lautet \`${order.tracking}\`.`,
          `Das Paket hing im Verteilzentrum ${order.city} fest und ist heute früh weitergegangen. ${order.carrier} rechnet mit übermorgen.`,
        ),
      );
      chat.exchange(
        [
          "Übermorgen bin ich nicht da. Geht auch Samstag?",
          "Den Tag können Sie in der App des Zustellers selbst ändern, die Sendungsnummer genügt. Von hier aus darf ich das leider nicht.",
        ],
        [
          "Und wenn es wieder nicht kommt?",
          "Melden Sie sich dann bitte noch einmal, wir schicken sofort Ersatz. Ich habe das im Vorgang vermerkt.",
        ],
        [
          "Darf der Bote es in die Garage stellen?",
          "Ja, mit einer Abstellgenehmigung: In der App des Zustellers unter der Sendungsnummer „Garage“ als Ablageort wählen.",
        ],
      );
      chat.user(chat.oneOf("Danke schön!", "Alles klar, vielen Dank.", "ok"));
      chat.say("Sehr gern. Einen schönen Tag noch!");
      chat.judge({
        correctness: ["correct", "Status and date follow the tracking result."],
        frustration: ["not_frustrated", "Impatient at first, polite to the end."],
        goal: [
          "achieved",
          "The customer knows when the parcel comes and what to do if it does not.",
        ],
      });
    },
  },
  {
    name: "de-reklamation",
    app: "support",
    locale: "de",
    play(chat) {
      const order = chat.order();
      const thing = chat.oneOf("Schublade", "Rückenlehne", "Glasplatte", "Armlehne");
      chat.user(
        chat.oneOf(
          `Die ${thing} ist nach drei Wochen gebrochen. Bestellnummer ${order.id}. Was machen wir da?`,
          `Reklamation zu ${order.id}: Die ${thing} fehlt komplett im Karton!`,
        ),
      );
      chat.tool("check_warranty", { order_id: order.id }, { covered: true, until: "24 Monate" });
      chat.say(
        `Das tut mir leid. Ihre Bestellung ${order.id} ist noch in der Gewährleistung (24 Monate). Möchten Sie ein Ersatzteil oder Ihr Geld zurück?`,
      );
      chat.user(
        chat.oneOf(
          "Ersatzteil.",
          "Ersatzteil, aber bitte schnell, am Wochenende kommen Gäste.",
          "Das Teil bitte. Den Rest behalte ich gern.",
        ),
      );
      const repeated = chat.instance % 2 === 1;
      if (repeated) {
        chat.say("Gerne! Möchten Sie ein Ersatzteil oder Ihr Geld zurück?");
        chat.user(
          chat.oneOf(
            "Das habe ich doch gerade geschrieben!",
            "Lesen Sie eigentlich, was man Ihnen schreibt? 😠",
          ),
        );
        chat.say("Möchten Sie ein Ersatzteil oder Ihr Geld zurück?");
        chat.user(
          chat.oneOf(
            "So kommen wir nicht weiter. Ich rufe morgen an und beschwere mich über diesen Automaten.",
            "Unglaublich. DAS IST JETZT DAS DRITTE MAL.",
          ),
        );
        chat.say("Es tut mir leid, dass ich Ihnen nicht helfen konnte.");
        chat.tag("escalated");
      } else {
        chat.tool(
          "send_parts",
          { order_id: order.id, parts: [thing] },
          { ships_on: chat.day(1), express: true },
        );
        chat.say(
          `Erledigt: Der Vorgang ist angelegt und geht morgen per Express hinaus. Die defekte ${thing} brauchen Sie nicht zurückzuschicken.`,
        );
        chat.user(chat.oneOf("Super, das ging schnell. Danke!", "Perfekt."));
        chat.say("Gern geschehen! 🙂");
      }
      chat.judge({
        correctness: repeated
          ? [
              "incorrect",
              "The assistant asks the same question three times and never acts on the answer.",
            ]
          : ["correct", "Warranty checked, the right part sent."],
        frustration: repeated
          ? [
              "frustrated",
              "The customer says that the assistant does not read, then writes in capitals.",
            ]
          : ["not_frustrated", "Pleased with the speed."],
        goal: repeated
          ? ["not_achieved", "The complaint was not settled."]
          : ["achieved", "Replacement on its way."],
      });
    },
  },
  {
    name: "ja-haiso",
    app: "support",
    locale: "ja",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `注文番号${order.id}の配送状況を教えてください。`,
          `${order.id}はいつ届きますか?来週から出張なので気になっています。`,
          `先週注文した${order.id}がまだ届きません。今どこにありますか?`,
        ),
      );
      chat.tool(
        "lookup_order",
        { order_id: order.id },
        { order_id: order.id, status: "shipped", carrier: order.carrier },
      );
      chat.tool(
        "track_parcel",
        { carrier: order.carrier, tracking: order.tracking },
        { expected: chat.day(3) },
      );
      chat.say(
        chat.oneOf(
          `ご注文 **${order.id}** は発送済みです。\n\n- 配送会社:${order.carrier}\n- 伝票番号:\`${order.tracking}\`\n- お届け予定:三日後`,
          `お問い合わせありがとうございます。商品は現在配送中で、三日後にお届けの予定です。伝票番号は \`${order.tracking}\` です。`,
        ),
      );
      chat.exchange(
        [
          "受け取れない場合はどうなりますか?",
          "ご不在の場合は翌日に再配達し、その後は最寄りの営業所で七日間保管いたします。配送会社のアプリから日時の変更も可能です。",
        ],
        [
          "ありがとうございます。置き配はできますか?",
          "はい、配送会社のアプリで置き場所をご指定いただけます。こちらからは設定できかねますので、お手数ですがお手続きをお願いいたします。",
        ],
        [
          "もう少し早くなりませんか?",
          "申し訳ございませんが、すでに配送会社にお渡ししているため、これ以上早めることはできません。",
        ],
      );
      chat.user(
        chat.oneOf("わかりました。ありがとうございました。", "助かりました😊", "了解です。"),
      );
      chat.say("どういたしまして。またいつでもお問い合わせください。");
      chat.judge({
        correctness: ["correct", "Carrier, number and date as in the tool results."],
        frustration: ["not_frustrated", "Polite throughout."],
        goal: [
          "achieved",
          "The customer knows the day of delivery and what happens when nobody is home.",
        ],
      });
    },
  },
  {
    name: "ja-henpin",
    app: "support",
    locale: "ja",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `届いた商品に傷がありました。返品できますか?(${order.id})`,
          `${order.id}の商品が写真と色が違います。返金をお願いします。`,
        ),
      );
      chat.fail("timeout");
      chat.user(
        chat.oneOf(
          `${order.id}の返品についてお願いします。先ほど返事がありませんでした。`,
          "返事がないのですが…返品できますか?",
        ),
        70_000,
      );
      chat.tool(
        "check_refund",
        { order_id: order.id, sku: order.sku, reason: "damaged" },
        { refundable: true, amount_eur: order.price },
      );
      chat.say(
        `ご不便をおかけして申し訳ございません。${order.id} は返品可能です。全額 **€${order.price}** を返金いたします。返送用ラベルをお送りしてもよろしいでしょうか?`,
      );
      chat.user(chat.oneOf("はい、お願いします。", "お願いします。梱包は元の箱でいいですか?"));
      chat.tool(
        "create_return_label",
        { order_id: order.id, carrier: order.carrier },
        { label: `https://lumen-oak.example/labels/${order.id}.pdf` },
      );
      chat.say(
        "返送用ラベルを発行しました。元の箱に入れて、ラベルを貼ってお送りください。到着の確認後、四営業日以内に返金いたします。",
      );
      chat.judge({
        correctness: ["correct", "Refundable in full according to check_refund, label created."],
        frustration: [
          "not_frustrated",
          "The unanswered first message is mentioned once, without anger.",
        ],
        goal: ["achieved", "Return and refund are under way."],
      });
    },
  },
  {
    name: "ar-talab",
    app: "support",
    locale: "ar",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `مرحبا، أين طلبي رقم ${order.id}؟`,
          `السلام عليكم، الطلب ${order.id} تأخر أسبوعا كاملا. متى يصل؟`,
          `لو سمحت، أريد معرفة حالة الطلب ${order.id} قبل سفري.`,
        ),
      );
      chat.tool(
        "lookup_order",
        { order_id: order.id },
        { order_id: order.id, status: "shipped", carrier: order.carrier },
      );
      chat.say(
        chat.oneOf(
          `أهلا بك! طلبك **${order.id}** في الطريق مع شركة ${order.carrier}، ورقم التتبع هو \`${order.tracking}\`. من المتوقع أن يصل خلال يومين.`,
          `أهلا وسهلا، نعتذر عن الانتظار. تم شحن الطلب ${order.id} أمس، ورقم التتبع \`${order.tracking}\`.`,
        ),
      );
      chat.exchange(
        [
          "شكرا. وماذا لو لم أكن في البيت؟",
          "تحاول شركة الشحن مرة ثانية في اليوم التالي، ثم يبقى الطرد سبعة أيام في أقرب نقطة استلام.",
        ],
        ["هل أدفع رسوما جمركية؟", "لا توجد رسوم إضافية، فالسعر الذي دفعته يشمل كل شيء."],
        [
          "طيب، وهل يمكن التوصيل مساء؟",
          "نعم، يمكنك اختيار موعد مسائي من تطبيق شركة الشحن برقم التتبع.",
        ],
      );
      chat.user(chat.oneOf("ممتاز، شكرا جزيلا 🌹", "تمام، شكرا", "جزاك الله خيرا"));
      chat.say("على الرحب والسعة! نتمنى لك يوما سعيدا.");
      chat.judge({
        correctness: ["correct", "Status and tracking number are those of the order."],
        frustration: ["not_frustrated", "Courteous, ends with thanks."],
        goal: ["achieved", "The customer knows when the parcel arrives."],
      });
    },
  },
  {
    name: "ar-istirdad",
    app: "support",
    locale: "ar",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `أريد استرداد مبلغ الطلب ${order.id}، المنتج وصل مكسورا.`,
          `وصلني الطلب ${order.id} والزجاج مكسور تماما. أريد نقودي!`,
        ),
      );
      chat.toolFails(
        "check_refund",
        { order_id: order.id, sku: order.sku },
        "refund service unavailable (503)",
      );
      chat.say("عذرا، خدمة الاسترداد لا تستجيب الآن. هل يمكنك المحاولة لاحقا؟");
      chat.user(
        chat.oneOf(
          "حاولت أمس أيضا وقيل لي الكلام نفسه!",
          "لاحقا؟ متى بالضبط؟ دفعت مالا مقابل شيء مكسور.",
        ),
      );
      chat.toolFails(
        "check_refund",
        { order_id: order.id, sku: order.sku },
        "refund service unavailable (503)",
      );
      chat.say("أعتذر مرة أخرى، ما زالت الخدمة متوقفة. يرجى المحاولة لاحقا.");
      chat.user(
        chat.oneOf(
          "هذا غير مقبول إطلاقا. أريد التحدث مع موظف حقيقي الآن!",
          "لن أشتري منكم مرة أخرى. خدمة سيئة جدا 😡",
        ),
      );
      chat.tool(
        "create_ticket",
        { order_id: order.id, topic: "refund, service down" },
        { ticket: `T-${chat.random.int(2000, 9999)}` },
      );
      chat.say("فتحت تذكرة عاجلة لفريقنا، وسيتصل بك موظف خلال يوم عمل واحد. نعتذر عن هذه التجربة.");
      chat.tag("escalated");
      chat.judge({
        correctness: [
          "partially_correct",
          "Honest about the outage, but the ticket could have been opened at the first failure.",
        ],
        frustration: [
          "frustrated",
          "The customer was sent away the day before as well, demands a human and calls the service very bad.",
        ],
        goal: ["partial", "No refund yet; a person takes over."],
      });
    },
  },
  {
    name: "es-cambio",
    app: "support",
    locale: "es",
    play(chat) {
      const order = chat.order();
      chat.user(
        chat.oneOf(
          `Hola, me llegó el color equivocado en el pedido ${order.id}. ¿Lo puedo cambiar?`,
          `Pedí el ${order.product} en verde y llegó en gris. Pedido ${order.id}`,
          `Quiero cambiar el color de ${order.id}, en casa se ve distinto 😬`,
        ),
      );
      chat.tool(
        "lookup_order",
        { order_id: order.id },
        { order_id: order.id, status: "delivered", exchangeable: true },
      );
      chat.say(
        chat.oneOf(
          `¡Hola! Sí, el pedido **${order.id}** admite cambio gratuito durante 30 días. ¿Qué color te gustaría recibir?`,
          `Claro que sí. Recogemos el artículo y te enviamos otro sin coste. ¿En qué color lo quieres?`,
        ),
      );
      chat.user(
        chat.oneOf(
          "El verde oscuro, por favor.",
          "Verde. Y por la tarde mejor, trabajo hasta las 15 h",
          "verde musgo 🌿",
        ),
      );
      chat.tool(
        "create_replacement",
        { order_id: order.id, sku: order.sku, reason: "exchange" },
        { replacement_id: `${order.id}-C` },
      );
      chat.say(
        `Listo: el cambio **${order.id}-C** está en marcha. El mensajero recoge el artículo anterior al entregar el nuevo.`,
      );
      chat.user(chat.oneOf("¡Mil gracias!", "genial, gracias", "👏👏"));
      chat.say("¡A ti! Que lo disfrutes.");
      chat.judge({
        correctness: ["correct", "The exchange is allowed and was created."],
        frustration: ["not_frustrated", "Friendly."],
        goal: ["achieved", "The exchange is under way."],
      });
    },
  },
];

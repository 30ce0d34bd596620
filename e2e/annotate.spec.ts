import { newProject } from "@/e2e/fixtures/new-project";
import { exchangeSpan, sendSpans } from "@/e2e/fixtures/send-spans";
import { expect, test } from "@/e2e/fixtures/test";
import { SessionList } from "@/e2e/pages/session-list";
import { SessionPage } from "@/e2e/pages/session-page";

test("a person judges a session, changes it, removes it, and undoes each", async ({
  page,
  request,
}) => {
  const project = newProject("annotate");
  await sendSpans(request, project, [
    exchangeSpan({ sessionId: "s", user: "hello", assistant: "hi" }),
  ]);
  const session = new SessionPage(page, project);
  await session.goto("s");
  const own = session.conversation.getByRole("region", { name: "Annotations of the session" });
  const toasts = page.getByRole("region", { name: "Notifications" });
  const undo = toasts.getByRole("button", { name: "Undo" });
  await expect(own).toContainText("not judged yet");

  await own.getByRole("button", { name: "Annotate the session" }).click();
  const form = page.getByRole("dialog", { name: "Annotate the session" });
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toHaveText("Give it a name.");
  await form.getByLabel("Name").fill("resolved");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toContainText("Give it a label");
  await form.getByLabel("Label").fill("yes");
  await form.getByLabel("Score").fill("0.8");
  await form.getByLabel("Explanation").fill("It said hi.");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(own.getByRole("button", { name: "Annotation resolved: yes, 0.8" })).toBeVisible();
  await expect(own).toContainText("It said hi.");
  await expect(toasts).toContainText("Added “resolved”.");

  await own.getByRole("button", { name: "Annotation resolved: yes, 0.8" }).click();
  const details = page.getByRole("dialog", { name: "Annotation resolved" });
  await expect(details).toContainText("a person (HUMAN)");
  await details.getByRole("button", { name: "Change" }).click();
  await details.getByLabel("Label").fill("no");
  await details.getByRole("button", { name: "Save" }).click();
  await expect(own.getByRole("button", { name: "Annotation resolved: no, 0.8" })).toBeVisible();
  await expect(toasts).toContainText("Changed “resolved”.");
  await undo.last().click();
  await expect(own.getByRole("button", { name: "Annotation resolved: yes, 0.8" })).toBeVisible();

  await own.getByRole("button", { name: "Annotation resolved: yes, 0.8" }).click();
  await details.getByRole("button", { name: "Remove" }).click();
  await expect(own).toContainText("not judged yet");
  await expect(toasts).toContainText("Removed “resolved”.");
  await undo.last().click();
  await expect(own.getByRole("button", { name: "Annotation resolved: yes, 0.8" })).toBeVisible();

  await page.reload();
  await expect(own.getByRole("button", { name: "Annotation resolved: yes, 0.8" })).toBeVisible();
  const list = new SessionList(page, project);
  await list.goto("outcome=resolved:yes");
  await list.expectTotal(1);
});

test("a turn and a span are judged where they stand", async ({ page, request }) => {
  const project = newProject("annotate-turn");
  await sendSpans(request, project, [
    exchangeSpan({ sessionId: "s", user: "hello", assistant: "hi" }),
  ]);
  const session = new SessionPage(page, project);
  await session.goto("s");
  await page.getByRole("button", { name: "Annotate turn 1" }).click();
  const form = page.getByRole("dialog", { name: "Annotate turn 1" });
  await form.getByLabel("Name").fill("tone");
  await form.getByLabel("Label").fill("polite");
  await form.getByLabel("Label").press("Enter");
  const ofTurn = session.turn(1).getByRole("list", { name: "Annotations" });
  await expect(ofTurn.getByRole("button", { name: "Annotation tone: polite" })).toBeVisible();

  await page.getByRole("button", { name: "Trace of turn 1" }).click();
  await session.trace.getByRole("button", { name: "Annotate the span" }).click();
  const spanForm = page.getByRole("dialog", { name: "Annotate the span" });
  await spanForm.getByLabel("Name").fill("latency");
  await spanForm.getByLabel("Score").fill("3");
  await spanForm.getByRole("button", { name: "Save" }).click();
  await expect(session.trace.getByRole("button", { name: "Annotation latency: 3" })).toBeVisible();
});

test("a judgement that was opened stays open when the server has stored it", async ({
  page,
  request,
}) => {
  const project = newProject("annotate-slowly");
  await sendSpans(request, project, [
    exchangeSpan({ sessionId: "s", user: "hello", assistant: "hi" }),
  ]);
  const session = new SessionPage(page, project);
  await session.goto("s");
  let letItBeStored = () => {};
  const opened = new Promise<void>((resolve) => {
    letItBeStored = resolve;
  });
  await page.route("**/annotations", async (route) => {
    await opened;
    await route.continue();
  });
  await page.getByRole("button", { name: "Annotate the session" }).click();
  const form = page.getByRole("dialog", { name: "Annotate the session" });
  await form.getByLabel("Name").fill("resolved");
  await form.getByLabel("Label").fill("yes");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Annotation resolved: yes" }).click();
  const details = page.getByRole("dialog", { name: "Annotation resolved" });
  await expect(details).toBeVisible();

  const stored = page.waitForResponse("**/annotations");
  letItBeStored();
  await stored;
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText("Added");
  await expect(details).toBeVisible();
});

test.describe("without the server", () => {
  test.use({ expectedErrors: [/ERR_FAILED/] });

  test("a judgement that the server refuses is taken back and says so", async ({
    page,
    request,
  }) => {
    const project = newProject("annotate-fails");
    await sendSpans(request, project, [
      exchangeSpan({ sessionId: "s", user: "hello", assistant: "hi" }),
    ]);
    const session = new SessionPage(page, project);
    await session.goto("s");
    await page.route("**/annotations", (route) => route.abort());
    await page.getByRole("button", { name: "Annotate the session" }).click();
    const form = page.getByRole("dialog", { name: "Annotate the session" });
    await form.getByLabel("Name").fill("resolved");
    await form.getByLabel("Label").fill("yes");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: "Notifications" })).toContainText(
      "“resolved” was not saved.",
    );
    await expect(
      session.conversation.getByRole("button", { name: /^Annotation resolved/ }),
    ).toBeHidden();
  });
});

"use client";

import { SessionlessNote } from "@/components/traces/sessionless-note";
import { ArrivalWatch } from "./arrival-watch";
import { LoadSamples } from "./load-samples";
import { CodeBox, SnippetTabs } from "./snippet-tabs";
import { useOrigin } from "./use-origin";

/** How to send the first session. `project` null: none exists, or any will do. */
export function Onboarding({ project }: { project: string | null }) {
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-8 px-4 py-8 sm:py-12">
      <header className="flex flex-col gap-2">
        <h1 className="font-semibold text-xl">
          {project === null ? "Send the first session" : `${project} has no sessions yet`}
        </h1>
        <p className="max-w-prose text-base text-muted">
          Your application sends its spans here over OTLP/HTTP. Spans that carry the same{" "}
          <code className="font-mono text-sm">session.id</code> become one conversation, which you
          then find in the list and read turn by turn.
        </p>
        <ArrivalWatch project={project} />
        {project !== null && <SessionlessNote project={project} />}
      </header>
      <section aria-labelledby="onboarding-samples" className="flex flex-col gap-3">
        <h2 id="onboarding-samples" className="font-semibold text-lg">
          Look around first
        </h2>
        <p className="text-muted">
          About 300 invented conversations of a support agent, a documentation assistant and a
          coding agent, in a project of their own.
        </p>
        <LoadSamples />
      </section>
      <section aria-labelledby="onboarding-send" className="flex flex-col gap-3">
        <h2 id="onboarding-send" className="font-semibold text-lg">
          Send your own
        </h2>
        <Endpoint />
        <SnippetTabs project={project ?? "my-chatbot"} />
      </section>
    </div>
  );
}

function Endpoint() {
  const address = `${useOrigin()}/v1/traces`;
  return <CodeBox title="OTLP/HTTP endpoint" what="endpoint" text={address} />;
}

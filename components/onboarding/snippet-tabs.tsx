"use client";

import { Tabs } from "radix-ui";
import { CopyButton } from "@/components/ui/copy-button";
import { SNIPPETS, type Snippet } from "./snippets";
import { useOrigin } from "./use-origin";

export function SnippetTabs({ project }: { project: string }) {
  return (
    <Tabs.Root defaultValue={SNIPPETS[0]?.id}>
      <Tabs.List
        aria-label="How to send"
        className="flex overflow-x-auto border-line border-b text-muted"
      >
        {SNIPPETS.map(({ id, title }) => (
          <Tabs.Trigger
            key={id}
            value={id}
            className="-mb-px h-9 shrink-0 border-transparent border-b-2 px-3 font-medium outline-offset-[-2px] hover:text-fg data-[state=active]:border-accent data-[state=active]:text-fg"
          >
            {title}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {SNIPPETS.map((snippet) => (
        <Tabs.Content key={snippet.id} value={snippet.id} className="flex flex-col gap-3 pt-4">
          <SnippetView snippet={snippet} project={project} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function SnippetView({ snippet, project }: { snippet: Snippet; project: string }) {
  const origin = useOrigin();
  const { about, install, file, run, code } = snippet;
  return (
    <>
      <p className="text-muted">{about}</p>
      {install && <CodeBox title="Install" what="install command" text={install} wraps />}
      <CodeBox title={file ?? "Shell"} what={file ?? "commands"} text={code({ origin, project })} />
      {run && <CodeBox title="Run" what="run command" text={run} wraps />}
    </>
  );
}

interface CodeBoxProps {
  title: string;
  /** For the copy button: "install command". */
  what: string;
  text: string;
  /** Long lines break instead of scrolling. */
  wraps?: boolean;
}

export function CodeBox({ title, what, text, wraps = false }: CodeBoxProps) {
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-subtle">
      <figcaption className="flex h-8 items-center justify-between border-line border-b pr-1 pl-3 text-faint text-xs">
        {title}
        <CopyButton text={text} what={what} labelled />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys have to be able to scroll it. */}
      <pre tabIndex={0} className="overflow-x-auto px-3 py-2.5 font-mono text-xs">
        <code className={wraps ? "whitespace-pre-wrap break-words" : undefined}>
          {text.trimEnd()}
        </code>
      </pre>
    </figure>
  );
}

import { CopyButton } from "@/components/ui/copy-button";

export function CodeBlock({ language, text }: { language: string; text: string }) {
  return (
    <div className="min-w-0 rounded-md border border-line bg-subtle">
      <div
        className="flex h-7 items-center justify-between border-line border-b pr-1 pl-3"
        data-find-skip
      >
        <span className="truncate text-faint text-xs">{language || "code"}</span>
        <CopyButton what="code" text={text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide code scrolls, by keys too */}
      <pre className="max-h-120 overflow-auto px-3 py-2 font-mono text-xs" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}

import type { ReactNode } from "react";
import { AppBar } from "./app-bar";

/** Skip link, top bar and the page's `<main>`. `project` null: a page outside any project. */
export function AppShell({ project, children }: { project: string | null; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-1.5 text-accent-fg focus:not-sr-only focus:absolute focus:top-1.5 focus:left-2"
      >
        Skip to content
      </a>
      <AppBar project={project} />
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  );
}

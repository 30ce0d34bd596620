"use client";

import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

/** Takes the place of the root layout, so it brings its own document. */
export default function GlobalError({ retry }: { error: Error; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Colloquy</title>
        <main className="py-16">
          <h1 className="sr-only">Something went wrong</h1>
          <ErrorState title="Colloquy could not be shown." onRetry={retry} />
        </main>
      </body>
    </html>
  );
}

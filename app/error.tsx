"use client";

import { ErrorState } from "@/components/ui/error-state";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main className="py-16">
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title="This page could not be shown."
        message={error.digest ? `The server's log has it under ${error.digest}.` : undefined}
        onRetry={retry}
      />
    </main>
  );
}

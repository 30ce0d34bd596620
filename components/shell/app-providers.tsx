"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { ClockProvider } from "@/components/ui/clock";
import { LiveRegion } from "@/components/ui/live-region";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { ApiError } from "@/lib/get-json";
import { SCRIPT_TYPE } from "./preference-script";

interface AppProvidersProps {
  nonce: string | undefined;
  renderedAtMs: number;
  children: ReactNode;
}

export function AppProviders({ nonce, renderedAtMs, children }: AppProvidersProps) {
  const [queryClient] = useState(makeQueryClient);
  return (
    <ThemeProvider
      attribute="data-theme"
      storageKey="colloquy.theme"
      disableTransitionOnChange
      nonce={nonce}
      scriptProps={{ type: SCRIPT_TYPE }}
    >
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <ClockProvider renderedAtMs={renderedAtMs}>{children}</ClockProvider>
          <TooltipLayer />
          <LiveRegion />
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What the server refused stays refused; only its absence is worth another try.
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status < 500),
        retryDelay: 500,
      },
    },
  });
}

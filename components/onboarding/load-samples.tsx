"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { LoaderCircle, MessagesSquare } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { announce } from "@/components/ui/live-messages";
import { formatExactCount } from "@/lib/format";
import { readApiError } from "@/lib/get-json";
import { sessionsPath } from "@/lib/paths";
import { SAMPLE_PROJECT } from "@/lib/samples/sample-project";
import { useArrivals } from "./use-arrivals";

interface LoadedSamples {
  project: string;
  sessions: number;
  spans: number;
}

/** Loads the sample conversations and goes to their list. */
export function LoadSamples() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [isLeaving, startLeaving] = useTransition();
  const { data: projects = [] } = useArrivals();
  const loading = useMutation({
    mutationFn: loadSamples,
    onMutate: () => announce("Loading sample conversations"),
    onSuccess: async ({ project, sessions }) => {
      announce(`${sessions} sample conversations loaded`);
      await queryClient.invalidateQueries({ queryKey: ["projects"] });
      startLeaving(() => router.push(sessionsPath(project)));
    },
  });
  const isBusy = loading.isPending || isLeaving;
  const soFar = projects.find(({ name }) => name === SAMPLE_PROJECT)?.sessions ?? 0;

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button size="lg" variant="primary" disabled={isBusy} onClick={() => loading.mutate()}>
          {isBusy ? (
            <LoaderCircle size={16} className="animate-spin" aria-hidden />
          ) : (
            <MessagesSquare size={16} aria-hidden />
          )}
          Load sample conversations
        </Button>
        {isBusy && <span className="text-muted">{formatExactCount(soFar)} sessions so far…</span>}
      </div>
      {loading.isError && (
        <ErrorState
          inline
          title="The sample conversations could not be loaded."
          message={loading.error.message}
          onRetry={() => loading.mutate()}
        />
      )}
    </div>
  );
}

async function loadSamples(): Promise<LoadedSamples> {
  const response = await fetch("/api/samples", { method: "POST" });
  if (!response.ok) throw await readApiError(response);
  return response.json();
}

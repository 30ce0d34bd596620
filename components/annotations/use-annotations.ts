"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import { showToast } from "@/components/ui/live-messages";
import type { Annotation } from "@/lib/sessions/session-row";
import {
  type AnnotationBody,
  type AnnotationDraft,
  type AnnotationTarget,
  annotationPlace,
  deleteAnnotation,
  OWN_IDENTIFIER,
  postAnnotation,
  targetOf,
} from "./annotation-requests";

interface AnnotationScope {
  project: string;
  /** null: a trace without a session. */
  sessionId: string | null;
  /** Cached answers that hold `annotations` of the target. */
  cachesOf: (target: AnnotationTarget) => QueryKey[];
}

export const AnnotationScopeContext = createContext<AnnotationScope | null>(null);

/** Writing of annotations: shown at once, taken back when the server refuses, with Undo. null
 * where nothing can be annotated. */
export function useAnnotations() {
  const queryClient = useQueryClient();
  const scope = use(AnnotationScopeContext);
  if (scope === null) return null;
  const { project, sessionId, cachesOf } = scope;

  function patch(target: AnnotationTarget, change: (all: Annotation[]) => Annotation[]) {
    for (const queryKey of cachesOf(target)) {
      queryClient.setQueryData<{ annotations: Annotation[] }>(
        queryKey,
        (held) => held && { ...held, annotations: change(held.annotations) },
      );
    }
  }

  /** The list and its outcomes show annotations too. */
  function refreshLists() {
    for (const list of ["sessions", "session-summary", "annotation-names"]) {
      void queryClient.invalidateQueries({ queryKey: [list, project] });
    }
  }

  async function write(target: AnnotationTarget, body: AnnotationBody) {
    const shown = optimistic(target, body);
    let replaced: Annotation[] = [];
    patch(target, (all) => {
      replaced = all.filter((one) => isSame(one, shown));
      return [...all.filter((one) => !isSame(one, shown)), shown];
    });
    try {
      const stored = await postAnnotation(project, target, body);
      patch(target, (all) => all.map((one) => (one.id === shown.id ? stored : one)));
      refreshLists();
      return { stored, before: replaced[0] ?? null };
    } catch (error) {
      patch(target, (all) => [...all.filter(({ id }) => id !== shown.id), ...replaced]);
      sayFailed(`“${body.name}” was not saved.`, error);
      return null;
    }
  }

  async function erase(target: AnnotationTarget, annotation: Annotation) {
    patch(target, (all) => all.filter(({ id }) => id !== annotation.id));
    try {
      await deleteAnnotation(project, annotation.id);
      refreshLists();
      return true;
    } catch (error) {
      patch(target, (all) => [...all, annotation]);
      sayFailed(`“${annotation.name}” was not removed.`, error);
      return false;
    }
  }

  return {
    async save(target: AnnotationTarget, draft: AnnotationDraft) {
      const own = { annotatorKind: "HUMAN" as const, identifier: OWN_IDENTIFIER, metadata: null };
      const written = await write(target, { ...draft, ...own });
      if (written === null) return;
      const { stored, before } = written;
      const undo = () => (before === null ? erase(target, stored) : write(target, before));
      showToast(before === null ? `Added “${draft.name}”.` : `Changed “${draft.name}”.`, {
        action: { label: "Undo", run: undo },
        about: toastSubject(stored, sessionId),
      });
    },

    async remove(annotation: Annotation) {
      const target = targetOf(annotation, sessionId);
      if (target === null || !(await erase(target, annotation))) return;
      showToast(`Removed “${annotation.name}”.`, {
        action: { label: "Undo", run: () => write(target, annotation) },
        about: toastSubject(annotation, sessionId),
      });
    },
  };
}

function optimistic(target: AnnotationTarget, body: AnnotationBody): Annotation {
  const { name, label, score, explanation, annotatorKind, identifier, metadata } = body;
  const now = new Date().toISOString();
  return {
    id: `pending:${crypto.randomUUID()}`,
    target: target.target,
    traceId: target.target === "session" ? null : target.traceId,
    spanId: target.target === "span" ? target.spanId : null,
    ...{ name, label, score, explanation, annotatorKind, identifier, metadata },
    createdAt: now,
    updatedAt: now,
  };
}

function isSame(a: Annotation, b: Annotation): boolean {
  return annotationPlace(a) === annotationPlace(b);
}

/** Names the annotation on this page: an Undo reaches back over one step only. */
function toastSubject(annotation: Annotation, sessionId: string | null): string {
  return JSON.stringify([sessionId, annotationPlace(annotation)]);
}

function sayFailed(what: string, error: unknown) {
  showToast(`${what} ${error instanceof Error ? error.message : ""}`.trim(), { tone: "negative" });
}

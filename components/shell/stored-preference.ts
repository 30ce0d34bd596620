"use client";

import { useSyncExternalStore } from "react";

/** A matter of taste, kept in localStorage; the text is the caller's to parse. */
export interface StoredPreference {
  read(): string | null;
  write(value: string | null): void;
  subscribe(listener: () => void): () => void;
}

export function storedPreference(key: string): StoredPreference {
  const listeners = new Set<() => void>();
  return {
    read() {
      try {
        return localStorage.getItem(key);
      } catch {
        // Storage can be forbidden; taste is then forgotten.
        return null;
      }
    },
    write(value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        return;
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      const onStorage = (event: StorageEvent) => event.key === key && listener();
      listeners.add(listener);
      window.addEventListener("storage", onStorage);
      return () => {
        listeners.delete(listener);
        window.removeEventListener("storage", onStorage);
      };
    },
  };
}

/** null on the server, in the first render, and when nothing is stored. */
export function useStoredPreference(preference: StoredPreference): string | null {
  return useSyncExternalStore(preference.subscribe, preference.read, () => null);
}

/** What the page says outside its content: announcements for screen readers, and toasts. */

export interface Toast {
  id: number;
  message: string;
  tone: "neutral" | "negative";
  /** For example Undo. */
  action: { label: string; run: () => void } | null;
  /** What it speaks of: a newer toast about the same takes its place. */
  about: string | null;
}

interface LiveMessages {
  announcement: string;
  toasts: Toast[];
}

const TOAST_MS = 6000;

let state: LiveMessages = { announcement: "", toasts: [] };
let nextId = 1;
const listeners = new Set<() => void>();

function update(next: Partial<LiveMessages>) {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Read out politely, not shown. */
export function announce(text: string) {
  // A region that is set to the text it already holds stays silent.
  update({ announcement: state.announcement === text ? `${text}\u00a0` : text });
}

/** Shown for six seconds and read out. */
export function showToast(
  message: string,
  { tone = "neutral", action = null, about = null }: Partial<Omit<Toast, "id" | "message">> = {},
) {
  const id = nextId++;
  const others = state.toasts.filter((toast) => about === null || toast.about !== about);
  update({ toasts: [...others.slice(-2), { id, message, tone, action, about }] });
  setTimeout(() => dismissToast(id), TOAST_MS);
}

export function dismissToast(id: number) {
  update({ toasts: state.toasts.filter((toast) => toast.id !== id) });
}

export function subscribeToLiveMessages(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readLiveMessages(): LiveMessages {
  return state;
}

/** Every keyboard shortcut, one row each: the handlers, the help dialog and the hints read it. */

export const SHORTCUT_SCOPES = ["Everywhere", "Sessions list", "Session"] as const;

export interface Shortcut {
  scope: (typeof SHORTCUT_SCOPES)[number];
  /** Alternatives, as `KeyboardEvent.key`; "mod+" is ⌘ on a Mac, else Ctrl. */
  keys: readonly string[];
  does: string;
}

export const SHORTCUTS = {
  palette: { scope: "Everywhere", keys: ["mod+k"], does: "Open the command palette" },
  help: { scope: "Everywhere", keys: ["?"], does: "Show the keyboard shortcuts" },
  search: { scope: "Everywhere", keys: ["/"], does: "Search, or find in the conversation" },
  dismiss: { scope: "Everywhere", keys: ["Escape"], does: "Close what is open, leave a field" },
  nextRow: { scope: "Sessions list", keys: ["j", "ArrowDown"], does: "Next row" },
  previousRow: { scope: "Sessions list", keys: ["k", "ArrowUp"], does: "Previous row" },
  firstRow: { scope: "Sessions list", keys: ["Home"], does: "First row" },
  lastRow: { scope: "Sessions list", keys: ["End"], does: "Last loaded row" },
  openRow: { scope: "Sessions list", keys: ["Enter", "o"], does: "Open the session" },
  addFilter: { scope: "Sessions list", keys: ["f"], does: "Add a filter" },
  clearFilters: { scope: "Sessions list", keys: ["x"], does: "Clear all filters" },
  nextTurn: { scope: "Session", keys: ["j"], does: "Next turn" },
  previousTurn: { scope: "Session", keys: ["k"], does: "Previous turn" },
  firstTurn: { scope: "Session", keys: ["Home"], does: "Top of the conversation" },
  lastTurn: { scope: "Session", keys: ["End"], does: "End of the conversation" },
  toggleTurn: { scope: "Session", keys: ["o", "Enter"], does: "Open or fold the turn's details" },
  turnTrace: { scope: "Session", keys: ["t"], does: "Show the turn's trace" },
  annotate: { scope: "Session", keys: ["a"], does: "Annotate the turn, else the session" },
  nextMatch: { scope: "Session", keys: ["n"], does: "Next match" },
  previousMatch: { scope: "Session", keys: ["N"], does: "Previous match" },
  nextSession: { scope: "Session", keys: ["]"], does: "Next session of the list" },
  previousSession: { scope: "Session", keys: ["["], does: "Previous session of the list" },
  backToList: { scope: "Session", keys: ["u"], does: "Back to the list" },
  toggleJson: { scope: "Session", keys: ["d"], does: "Show or hide the JSON pane" },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof SHORTCUTS;

/** The parts of a KeyboardEvent that decide. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** A single character, which WCAG 2.1.4 wants to be possible to turn off. */
export function isCharacterKey(key: string): boolean {
  return [...key].length === 1;
}

export function matchesShortcut(name: ShortcutName, press: KeyPress): boolean {
  return SHORTCUTS[name].keys.some((key) => matchesKey(key, press));
}

function matchesKey(key: string, press: KeyPress): boolean {
  const wantsMod = key.startsWith("mod+");
  const plain = wantsMod ? key.slice("mod+".length) : key;
  if (press.altKey || (press.ctrlKey || press.metaKey) !== wantsMod) return false;
  return wantsMod ? press.key.toLowerCase() === plain : press.key === plain;
}

const KEY_NAMES: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Enter: "↵",
  Escape: "Esc",
};

/** How a key is printed: "⌘ K" or "Ctrl K". */
export function keyLabel(key: string, isMac: boolean): string {
  if (key.startsWith("mod+")) return `${isMac ? "⌘" : "Ctrl"} ${key.slice(4).toUpperCase()}`;
  return KEY_NAMES[key] ?? key;
}

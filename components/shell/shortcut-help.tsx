"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { keyLabel, SHORTCUT_SCOPES, SHORTCUTS, type Shortcut } from "@/lib/shortcuts";
import { useStoredPreference } from "./stored-preference";
import { useIsMac } from "./use-is-mac";
import { SINGLE_KEYS } from "./use-shortcut";

interface ShortcutHelpProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  const singleKeys = useStoredPreference(SINGLE_KEYS);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard shortcuts">
        {SHORTCUT_SCOPES.map((scope) => (
          <section key={scope} className="mb-3">
            <h3 className="py-1 text-faint text-xs">{scope}</h3>
            <dl>
              {shortcutsOf(scope).map((shortcut) => (
                <div
                  key={shortcut.does}
                  className="flex min-h-7 items-center justify-between gap-4"
                >
                  <dt>{shortcut.does}</dt>
                  <dd className="flex items-center gap-1">
                    <Keys keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Checkbox
          checked={singleKeys !== "off"}
          onChange={(event) => SINGLE_KEYS.write(event.target.checked ? null : "off")}
        >
          Shortcuts of a single character
        </Checkbox>
      </DialogContent>
    </Dialog>
  );
}

function shortcutsOf(scope: Shortcut["scope"]): Shortcut[] {
  return Object.values(SHORTCUTS).filter((shortcut) => shortcut.scope === scope);
}

function Keys({ keys }: { keys: readonly string[] }) {
  const isMac = useIsMac();
  return keys.map((key, index) => (
    <span key={key} className="flex items-center gap-1">
      {index > 0 && <span className="text-faint text-xs">or</span>}
      <Kbd>{keyLabel(key, isMac)}</Kbd>
    </span>
  ));
}

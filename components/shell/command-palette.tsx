"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { sessionlessTracesPath, sessionPath, sessionsPath, usersPath } from "@/lib/paths";
import { THEMES } from "./theme-menu";
import { useProjects } from "./use-projects";

interface CommandPaletteProps {
  project: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShowHelp: () => void;
}

export function CommandPalette({ project, open, onOpenChange, onShowHelp }: CommandPaletteProps) {
  const { data: projects = [] } = useProjects(open);
  const [typed, setTyped] = useState("");
  const { setTheme } = useTheme();
  const router = useRouter();
  const wanted = typed.trim();

  function close() {
    onOpenChange(false);
    setTyped("");
  }
  function run(action: () => void) {
    return () => {
      close();
      action();
    };
  }
  const goTo = (path: string) => run(() => router.push(path));

  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => (isOpen ? onOpenChange(true) : close())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-(--overlay)" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised text-fg text-sm shadow-pop outline-none"
        >
          <Radix.Title className="sr-only">Go to</Radix.Title>
          <Command label="Go to">
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Type a command, a project or a session id…"
              className="h-11 w-full border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[50vh] overflow-auto p-1">
              {project === null && (
                <Command.Empty className="px-3 py-4 text-muted">
                  Nothing of that name.
                </Command.Empty>
              )}
              {project !== null && wanted !== "" && (
                <Group heading="In this project" always>
                  <Item value="open-session" always onSelect={goTo(sessionPath(project, wanted))}>
                    Open session <Typed text={wanted} />
                  </Item>
                  <Item
                    value="search-conversations"
                    always
                    onSelect={goTo(
                      sessionsPath(project, new URLSearchParams({ q: wanted }).toString()),
                    )}
                  >
                    Search conversations for <Typed text={wanted} />
                  </Item>
                </Group>
              )}
              {project !== null && (
                <Group heading="Go to">
                  <Item value="go-sessions" words="sessions" onSelect={goTo(sessionsPath(project))}>
                    Sessions
                  </Item>
                  <Item value="go-users" words="users" onSelect={goTo(usersPath(project))}>
                    Users
                  </Item>
                  <Item
                    value="go-traces"
                    words="traces without a session"
                    onSelect={goTo(sessionlessTracesPath(project))}
                  >
                    Traces without a session
                  </Item>
                  <Item
                    value="clear-filters"
                    words="clear filters"
                    onSelect={goTo(sessionsPath(project))}
                  >
                    Clear filters
                  </Item>
                </Group>
              )}
              {projects.length > 0 && (
                <Group heading="Projects">
                  {projects.map(({ id, name }) => (
                    <Item
                      key={id}
                      value={`project-${id}`}
                      words={name}
                      onSelect={goTo(sessionsPath(name))}
                    >
                      <span className="truncate" dir="auto">
                        {name}
                      </span>
                    </Item>
                  ))}
                </Group>
              )}
              <Group heading="Preferences">
                {THEMES.map(({ name, label }) => (
                  <Item
                    key={name}
                    value={`theme-${name}`}
                    words={`theme ${label}`}
                    onSelect={run(() => setTheme(name))}
                  >
                    Theme: {label}
                  </Item>
                ))}
                <Item value="help" words="keyboard shortcuts help" onSelect={run(onShowHelp)}>
                  Keyboard shortcuts
                </Item>
              </Group>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface GroupProps {
  heading: string;
  /** Stays whatever is typed. */
  always?: boolean;
  children: ReactNode;
}

function Group({ heading, always = false, children }: GroupProps) {
  return (
    <Command.Group
      heading={heading}
      forceMount={always}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  value: string;
  /** What typing finds it by. */
  words?: string;
  /** Stays whatever is typed. */
  always?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

function Item({ value, words, always = false, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={words === undefined ? undefined : [words]}
      forceMount={always}
      onSelect={onSelect}
      className="flex min-h-8 cursor-default items-center gap-1.5 rounded-md px-2 data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  );
}

function Typed({ text }: { text: string }) {
  return (
    <span className="truncate font-mono text-xs" dir="auto">
      {text}
    </span>
  );
}

"use client";

import { CircleHelp, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { sessionlessTracesPath, sessionsPath, usersPath } from "@/lib/paths";
import { keyLabel } from "@/lib/shortcuts";
import { CommandPalette } from "./command-palette";
import { Logo } from "./logo";
import { ProjectSwitcher } from "./project-switcher";
import { ShortcutHelp } from "./shortcut-help";
import { ThemeMenu } from "./theme-menu";
import { useIsMac } from "./use-is-mac";
import { useShortcut } from "./use-shortcut";

export function AppBar({ project }: { project: string | null }) {
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const isMac = useIsMac();
  useShortcut("palette", () => setOpen(open === "palette" ? null : "palette"));
  useShortcut("help", () => setOpen("help"));

  return (
    <header className="sticky top-0 z-30 flex h-(--bar-height) shrink-0 items-center gap-1 border-line border-b bg-subtle px-2 sm:gap-2 sm:px-3">
      <Link
        href="/"
        aria-label="Colloquy, start page"
        className="flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-hover"
      >
        <Logo />
      </Link>
      <ProjectSwitcher project={project} />
      {project !== null && (
        <nav aria-label="Project" className="flex shrink-0 items-center gap-0.5">
          <NavLink href={sessionsPath(project)}>Sessions</NavLink>
          <NavLink href={usersPath(project)}>Users</NavLink>
          <span className="max-sm:hidden">
            <NavLink href={sessionlessTracesPath(project)}>Traces</NavLink>
          </span>
        </nav>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-0.5">
        <button
          type="button"
          onClick={() => setOpen("palette")}
          className="mr-1 hidden h-7 items-center gap-2 rounded-md border border-line bg-canvas pr-1 pl-2 text-faint hover:border-line-strong hover:text-muted md:flex"
        >
          <Search size={13} aria-hidden />
          Go to…
          <Kbd>{keyLabel("mod+k", isMac)}</Kbd>
        </button>
        <IconButton label="Go to…" className="md:hidden" onClick={() => setOpen("palette")}>
          <Search size={15} aria-hidden />
        </IconButton>
        <ThemeMenu />
        <IconButton
          label="Keyboard shortcuts"
          keys="?"
          className="max-sm:hidden"
          onClick={() => setOpen("help")}
        >
          <CircleHelp size={15} aria-hidden />
        </IconButton>
      </div>
      <CommandPalette
        project={project}
        open={open === "palette"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "palette" : null)}
        onShowHelp={() => setOpen("help")}
      />
      <ShortcutHelp
        open={open === "help"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "help" : null)}
      />
    </header>
  );
}

function NavLink({ href, children }: { href: string; children: string }) {
  const here = usePathname();
  const current = here === href ? "page" : here.startsWith(`${href}/`) ? "true" : undefined;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current}
      className={classNames(
        "flex h-7 items-center rounded-md px-2 font-medium hover:bg-hover hover:text-fg",
        current ? "bg-sunken text-fg" : "text-muted",
      )}
    >
      {children}
    </Link>
  );
}

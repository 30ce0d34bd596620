"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCountOf } from "@/lib/format";
import { sessionsPath } from "@/lib/paths";
import { useProjects } from "./use-projects";

export function ProjectSwitcher({ project }: { project: string | null }) {
  const [open, setOpen] = useState(false);
  const { data: projects, isPending, isError, refetch } = useProjects(open);
  const router = useRouter();

  function choose(name: string) {
    setOpen(false);
    router.push(sessionsPath(name));
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={project === null ? "Choose a project" : `Project ${project}, change`}
        className="flex h-7 min-w-0 max-w-56 items-center gap-1.5 rounded-md px-2 font-semibold hover:bg-hover data-[state=open]:bg-hover"
      >
        <span className="truncate" dir="auto">
          {project ?? "Choose a project"}
        </span>
        <ChevronsUpDown size={13} className="shrink-0 text-faint" aria-hidden />
      </PopoverTrigger>
      <PopoverContent aria-label="Projects" className="w-72">
        <Command label="Projects">
          <Command.Input
            placeholder="Find a project…"
            className="h-9 w-full border-line border-b bg-transparent px-3 outline-none placeholder:text-faint"
          />
          <Command.List className="max-h-72 overflow-auto p-1">
            {isPending && (
              <Command.Loading>
                <Skeleton className="m-2 h-4 w-40" />
              </Command.Loading>
            )}
            {isError && (
              <ErrorState inline title="Projects could not be loaded." onRetry={() => refetch()} />
            )}
            {projects && (
              <Command.Empty className="px-2 py-3 text-muted">
                No project of that name.
              </Command.Empty>
            )}
            {projects?.map(({ id, name, sessions }) => (
              <Command.Item
                key={id}
                value={`${id}`}
                keywords={[name]}
                onSelect={() => choose(name)}
                className="flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 data-[selected=true]:bg-hover"
              >
                <Check
                  size={14}
                  aria-hidden
                  className={name === project ? "shrink-0" : "invisible shrink-0"}
                />
                <span className="truncate" dir="auto">
                  {name}
                </span>
                <span className="ml-auto shrink-0 text-faint text-xs tabular-nums">
                  {formatCountOf(sessions, "session")}
                </span>
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

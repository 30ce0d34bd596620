"use client";

import { Download } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "@/components/ui/menu";
import { apiPath } from "@/lib/paths";

const FORMATS = [
  { format: "csv", label: "CSV" },
  { format: "jsonl", label: "JSON lines" },
  { format: "json", label: "JSON" },
] as const;

/** Downloads every session of the current filter, not just the loaded ones. */
export function ExportMenu({ project, search }: { project: string; search: string }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="Download sessions">
          <Download size={15} aria-hidden />
        </IconButton>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>All sessions of this list</MenuLabel>
        {FORMATS.map(({ format, label }) => {
          const params = new URLSearchParams(search);
          params.set("format", format);
          return (
            <MenuItem key={format} asChild>
              <a href={apiPath(project, ["sessions"], params.toString())} download>
                {label}
              </a>
            </MenuItem>
          );
        })}
      </MenuContent>
    </Menu>
  );
}

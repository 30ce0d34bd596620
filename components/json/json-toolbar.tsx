"use client";

import { ChevronsDownUp, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { jsonText, writeJson } from "@/lib/json/write-json";

interface JsonToolbarProps {
  value: unknown;
  fileName: string;
  onDepth: (levels: number) => void;
}

const DEPTHS: { label: string; levels: number }[] = [
  { label: "Fold all", levels: 0 },
  { label: "Open 1 level", levels: 1 },
  { label: "Open 2 levels", levels: 2 },
  { label: "Open 3 levels", levels: 3 },
  { label: "Open 4 levels", levels: 4 },
  { label: "Open all", levels: Number.POSITIVE_INFINITY },
];

export function JsonToolbar({ value, fileName, onDepth }: JsonToolbarProps) {
  return (
    <div className="flex items-center gap-0.5">
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost">
            <ChevronsDownUp size={14} aria-hidden />
            Fold
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          {DEPTHS.map(({ label, levels }) => (
            <MenuItem key={label} onSelect={() => onDepth(levels)}>
              {label}
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
      <CopyButton what="all of the JSON" text={() => jsonText(value)} />
      <IconButton size="sm" label="Download the JSON" onClick={() => download(value, fileName)}>
        <Download size={14} aria-hidden />
      </IconButton>
    </div>
  );
}

function download(value: unknown, fileName: string) {
  const url = URL.createObjectURL(
    new Blob(Array.from(writeJson(value)), { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 100)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

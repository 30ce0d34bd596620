"use client";

import { ArrowDown, ArrowUp, Columns3, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { announce } from "@/components/ui/live-messages";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ArrangedColumn } from "@/lib/sessions/column-layout";
import { TITLE_COLUMN } from "@/lib/sessions/columns";
import { type ColumnLayoutState, type Density, useDensity } from "./use-column-layout";

const WIDTH_STEP = 24;

export function ColumnMenu({ columns, setVisible, move, resize, reset }: ColumnLayoutState) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" className="max-sm:hidden">
          <Columns3 size={14} aria-hidden />
          Columns
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Columns" align="end" className="w-80">
        <DensityChoice />
        <ul className="border-line border-t p-1">
          {columns.map((column, index) => (
            <ColumnItem
              key={column.id}
              column={column}
              isFirst={index <= 1}
              isLast={index === columns.length - 1}
              onToggle={(visible) => setVisible(column.id, visible)}
              onMove={(by) => {
                move(column.id, by);
                announce(`${column.header} is column ${index + by + 1} of ${columns.length}`);
              }}
              onResize={(by) => {
                resize(column.id, column.width + by);
                announce(`${column.header} is ${column.width + by} pixels wide`);
              }}
            />
          ))}
        </ul>
        <div className="border-line border-t p-2">
          <Button size="sm" disabled={!reset} onClick={() => reset?.()}>
            Reset columns
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}

interface ColumnItemProps {
  column: ArrangedColumn;
  isFirst: boolean;
  isLast: boolean;
  onToggle: (visible: boolean) => void;
  onMove: (by: -1 | 1) => void;
  onResize: (by: number) => void;
}

function ColumnItem({ column, isFirst, isLast, onToggle, onMove, onResize }: ColumnItemProps) {
  const { header, visible, id, doc } = column;
  const isTitle = id === TITLE_COLUMN;
  return (
    <li className="group flex items-center rounded-md pl-2 focus-within:bg-hover hover:bg-hover">
      <Checkbox
        className="flex-1"
        checked={visible}
        disabled={isTitle}
        onChange={(event) => onToggle(event.target.checked)}
      >
        <span dir="auto" className="truncate" data-tip={doc === header ? undefined : doc}>
          {header}
        </span>
      </Checkbox>
      <IconButton
        size="sm"
        label={`Narrow ${header}`}
        disabled={!visible}
        onClick={() => onResize(-WIDTH_STEP)}
      >
        <Minus size={13} aria-hidden />
      </IconButton>
      <IconButton
        size="sm"
        label={`Widen ${header}`}
        disabled={!visible}
        onClick={() => onResize(WIDTH_STEP)}
      >
        <Plus size={13} aria-hidden />
      </IconButton>
      <IconButton
        size="sm"
        label={`Move ${header} up`}
        disabled={isTitle || isFirst}
        onClick={() => onMove(-1)}
      >
        <ArrowUp size={13} aria-hidden />
      </IconButton>
      <IconButton
        size="sm"
        label={`Move ${header} down`}
        disabled={isTitle || isLast}
        onClick={() => onMove(1)}
      >
        <ArrowDown size={13} aria-hidden />
      </IconButton>
    </li>
  );
}

const DENSITIES: { value: Density; label: string }[] = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
];

function DensityChoice() {
  const [density, setDensity] = useDensity();
  return (
    <fieldset className="flex items-center gap-3 px-3 py-1.5">
      <legend className="sr-only">Row height</legend>
      {DENSITIES.map(({ value, label }) => (
        <label key={value} className="flex min-h-7 items-center gap-1.5">
          <input
            type="radio"
            name="density"
            className="size-4 accent-accent"
            checked={density === value}
            onChange={() => setDensity(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

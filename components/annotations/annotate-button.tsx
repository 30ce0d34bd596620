"use client";

import { TagIcon } from "lucide-react";
import { type ReactNode, use, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { AnnotationForm } from "./annotation-form";
import type { AnnotationTarget } from "./annotation-requests";
import { AnnotationScopeContext, useAnnotations } from "./use-annotations";

interface AnnotateButtonProps {
  target: AnnotationTarget;
  /** "Annotate the session". */
  label: string;
  /** Shown beside the icon. */
  children?: ReactNode;
  keys?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Opens the form for a new annotation of the target. */
export function AnnotateButton({
  target,
  label,
  children,
  keys,
  ...controlled
}: AnnotateButtonProps) {
  const scope = use(AnnotationScopeContext);
  const annotations = useAnnotations();
  const [isOpen, setIsOpen] = useState(false);
  const open = controlled.open ?? isOpen;
  const setOpen = controlled.onOpenChange ?? setIsOpen;
  if (scope === null || annotations === null) return null;
  const icon = <TagIcon size={14} aria-hidden />;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        {children ? (
          <Button aria-label={label}>
            {icon}
            {children}
          </Button>
        ) : (
          <IconButton size="sm" label={label} keys={keys}>
            {icon}
          </IconButton>
        )}
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={label}>
        <AnnotationForm
          project={scope.project}
          initial={null}
          onCancel={() => setOpen(false)}
          onSave={(draft) => {
            setOpen(false);
            void annotations.save(target, draft);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

"use client";

import { FileText, ImageIcon, Paperclip } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/lib/format";
import type { Message } from "@/lib/openinference/span-facts";
import { useFold } from "./folds";

type Attachment = NonNullable<Message["attachments"]>[number];

const SHOWN_IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
const MAX_SOURCE = 200;

/** Describes a part that is not text. An image that came along shows on a click; nothing is fetched. */
export function AttachmentView({ attachment, place }: { attachment: Attachment; place: string }) {
  const [isOpen, toggle] = useFold(place);
  const { kind, mimeType, source } = attachment;
  const isData = /^data:/i.test(source);
  const canShow = SHOWN_IMAGE.test(source);
  const Icon = kind === "image" ? ImageIcon : kind === "file" ? FileText : Paperclip;
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="flex max-w-full flex-wrap items-center gap-x-2 gap-y-1 rounded-md border border-line px-2 py-1 text-xs">
        <Icon size={14} aria-hidden className="shrink-0 text-faint" />
        <span className="font-medium">{kind}</span>
        {mimeType && <span className="text-muted">{mimeType}</span>}
        {isData && <span className="text-faint">{formatBytes(dataBytes(source))}</span>}
        {!isData && source !== "" && (
          <bdi
            className="min-w-0 truncate font-mono text-muted"
            data-tip={source.slice(0, MAX_SOURCE)}
          >
            {source.slice(0, MAX_SOURCE)}
          </bdi>
        )}
        {/^https?:/i.test(source) && <span className="text-faint">not loaded</span>}
        {canShow && (
          <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={toggle}>
            {isOpen ? "Hide image" : "Show image"}
          </Button>
        )}
      </div>
      {canShow && isOpen && (
        // biome-ignore lint/performance/noImgElement: a data URI has nothing to optimise
        <img
          src={source}
          alt="Attached to the message"
          className="max-h-120 max-w-full rounded-md border border-line"
        />
      )}
    </div>
  );
}

function dataBytes(source: string): number {
  const data = source.slice(source.indexOf(",") + 1);
  return /^data:[^,]*;base64,/i.test(source) ? Math.floor((data.length * 3) / 4) : data.length;
}

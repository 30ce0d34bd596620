import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCountOf } from "@/lib/format";
import type { SessionDetail } from "@/lib/sessions/session-detail";

interface ConversationFootProps {
  detail: SessionDetail;
  missingTurns: number;
}

/** Says that the conversation ends here, goes on, or is still being loaded. */
export function ConversationFoot({ detail, missingTurns }: ConversationFootProps) {
  const { session, turns } = detail;
  if (missingTurns > 0) {
    return (
      <div role="status" className="flex flex-col gap-2 border-line border-t px-4 py-6 text-muted">
        Loading {formatCountOf(missingTurns, "more turn")}…
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
      </div>
    );
  }
  return (
    <p className="border-line border-t px-4 pt-4 pb-10 text-center text-faint text-xs">
      {session.live ? (
        "Live: new turns appear here."
      ) : turns.length === 0 ? (
        "No turn could be read from the spans of this session."
      ) : (
        <>
          End of the conversation, <RelativeTime at={session.lastActivityAt} />
        </>
      )}
    </p>
  );
}

import { RelativeTime } from "@/components/ui/relative-time";
import type { SessionRow } from "@/lib/sessions/session-row";

interface ConversationFootProps {
  session: SessionRow;
  turns: number;
}

/** Says that the conversation ends here, or goes on. */
export function ConversationFoot({ session, turns }: ConversationFootProps) {
  return (
    <p className="border-line border-t px-4 pt-4 pb-10 text-center text-faint text-xs">
      {session.live ? (
        "Live: new turns appear here."
      ) : turns === 0 ? (
        "No turn could be read from the spans of this session."
      ) : (
        <>
          End of the conversation, <RelativeTime at={session.lastActivityAt} />
        </>
      )}
    </p>
  );
}

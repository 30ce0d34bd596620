import Link from "next/link";
import { CHIP_TONES, Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { formatExactCount, UNKNOWN } from "@/lib/format";
import { annotationTone } from "@/lib/sessions/annotation-tone";
import { outcome } from "@/lib/sessions/choice-codecs";
import { userSessionsPath } from "./user-links";

interface OutcomeChipsProps {
  project: string;
  userId: string;
  /** Sessions by "name:label". */
  outcomes: Record<string, number>;
  /** More are named in a tip; all when absent. */
  shown?: number;
}

/** How a user's sessions were judged, what went wrong first; each chip leads to those sessions. */
export function OutcomeChips({ project, userId, outcomes, shown }: OutcomeChipsProps) {
  const judged = Object.entries(outcomes)
    .flatMap(([text, count]) => {
      const item = outcome.read(text);
      if (item?.match !== "label") return [];
      return [{ item, text, count, tone: annotationTone(item.name, item.label) }];
    })
    .sort((a, b) => urgency(b.tone) - urgency(a.tone) || b.count - a.count);
  if (judged.length === 0) return <span className="text-faint">{UNKNOWN}</span>;
  const rest = judged.slice(shown ?? judged.length);
  return (
    <>
      {judged.slice(0, shown).map(({ item, text, count, tone }) => (
        <Link
          key={text}
          prefetch={false}
          href={userSessionsPath(project, userId, item)}
          data-tip={`${item.name}: ${item.label}\n${sessionsOf(count)}`}
          className={classNames(
            "hit-area inline-flex h-5 min-w-0 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs hover:ring-1 hover:ring-current/40",
            CHIP_TONES[tone],
          )}
        >
          <span dir="auto" className="truncate">
            {item.label}
          </span>
          <span className="shrink-0 tabular-nums opacity-85">{formatExactCount(count)}</span>
        </Link>
      ))}
      {rest.length > 0 && (
        <Chip
          className="shrink-0"
          data-tip={rest
            .map(({ item, count }) => `${item.name}: ${item.label}, ${sessionsOf(count)}`)
            .join("\n")}
        >
          +{rest.length}
        </Chip>
      )}
    </>
  );
}

function sessionsOf(count: number): string {
  return `${formatExactCount(count)} ${count === 1 ? "session" : "sessions"}`;
}

function urgency(tone: string): number {
  return ["negative", "warning"].indexOf(tone) === -1 ? 0 : tone === "negative" ? 2 : 1;
}

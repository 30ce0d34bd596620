import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { formatBytes, formatExactCount } from "@/lib/format";
import { jsonPreview } from "@/lib/json/json-preview";
import { LONG_STRING } from "@/lib/json/json-shape";
import { REDACTED } from "@/lib/markdown/parse-inline";
import { MarkedText } from "./marked-text";

const TONES = {
  string: "text-positive-text",
  number: "text-hue-1-text",
  bigint: "text-hue-1-text",
  boolean: "text-hue-3-text",
  other: "text-hue-3-text",
} as const;

interface JsonValueProps {
  value: unknown;
  open: boolean;
  query: string;
  current: number | null;
}

/** One value on one line: primitives whole (long strings cut, with their size), containers by what
 * they hold. */
export function JsonValue({ value, open, query, current }: JsonValueProps) {
  if (typeof value === "object" && value !== null) {
    return <Container value={value} open={open} />;
  }
  if (value === REDACTED) return <Chip>redacted</Chip>;
  if (typeof value === "string") {
    const cut = value.length > LONG_STRING;
    return (
      <>
        <span className={classNames("min-w-0 truncate", TONES.string)} dir="auto">
          <span aria-hidden>"</span>
          <MarkedText
            text={cut ? value.slice(0, LONG_STRING) : value}
            query={query}
            current={current}
          />
          {cut ? "…" : <span aria-hidden>"</span>}
        </span>
        {cut && (
          <span className="shrink-0 text-faint">
            {open ? "" : "show all "}({formatBytes(value.length)})
          </span>
        )}
      </>
    );
  }
  const type = typeof value;
  const tone =
    type === "number" || type === "bigint" || type === "boolean" ? TONES[type] : TONES.other;
  return (
    <span className={classNames("truncate", tone)}>
      <MarkedText text={String(value)} query={query} current={current} />
    </span>
  );
}

function Container({ value, open }: { value: object; open: boolean }) {
  const isArray = Array.isArray(value);
  const count = isArray ? value.length : Object.keys(value).length;
  const [left, right] = isArray ? ["[", "]"] : ["{", "}"];
  const size = count === 0 ? "" : formatExactCount(count);
  return (
    <>
      <span className="shrink-0 text-faint">
        {left}
        {size}
        {right}
      </span>
      {!open && count > 0 && (
        <span className="min-w-0 truncate text-muted">{jsonPreview(value)}</span>
      )}
    </>
  );
}

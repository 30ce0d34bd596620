"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useRef } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { classNames } from "@/components/ui/class-names";
import type { UserQuery } from "@/lib/users/user-query";
import type { UserRow } from "@/lib/users/user-row";
import { moveRowFocus } from "./move-row-focus";
import { USER_CELLS } from "./user-cells";
import { USER_COLUMNS, USER_TRACKS, type UserColumn } from "./user-columns";

interface UserTableProps {
  project: string;
  users: UserRow[];
  total: number;
  query: Pick<UserQuery, "sort" | "dir">;
  /** The rows are those of an earlier query. */
  isStale: boolean;
  onSort: (order: Pick<UserQuery, "sort" | "dir">) => void;
}

/** A table by role: a grid of its own lets the first column stay while the rest scrolls. */
export function UserTable({ project, users, total, query, isStale, onSort }: UserTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  useShortcut("nextRow", () => moveRowFocus(body.current, 1));
  useShortcut("previousRow", () => moveRowFocus(body.current, -1));

  return (
    <table
      aria-rowcount={total + 1}
      aria-busy={isStale}
      className="block w-full min-w-[75.5rem] text-sm max-sm:min-w-0"
      style={{ "--columns": USER_TRACKS }}
    >
      <caption className="sr-only">Users</caption>
      <thead className="sticky top-0 z-20 block">
        <tr
          aria-rowindex={1}
          className={classNames("grid h-9 border-line border-b bg-subtle", TRACKS)}
        >
          {USER_COLUMNS.map((column) => (
            <Header key={column.id} column={column} query={query} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} className={classNames("block", isStale && "opacity-50")}>
        {users.map((user, index) => (
          <tr
            key={user.userId}
            aria-rowindex={index + 2}
            className={classNames(
              "grid border-line border-b bg-canvas focus-within:bg-selected hover:bg-hover max-sm:py-1.5 sm:h-(--row-height)",
              TRACKS,
            )}
          >
            {USER_COLUMNS.map((column) => (
              <BodyCell key={column.id} column={column} user={user} project={project} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Header({
  column,
  query,
  onSort,
}: Pick<UserTableProps, "query" | "onSort"> & { column: UserColumn }) {
  const { sort, firstDir, align, header } = column;
  const sorted = sort !== null && sort === query.sort ? query.dir : null;
  const Arrow = (sorted ?? firstDir) === "asc" ? ArrowUp : ArrowDown;
  const layout = classNames(
    "flex h-full w-full min-w-0 items-center gap-1 px-3 font-medium text-xs",
    align === "end" && "flex-row-reverse",
    sorted ? "text-fg" : "text-muted",
  );
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
      className={classNames(
        "flex min-w-0 bg-subtle",
        column.id === "userId" && STICKY,
        column.narrow !== "column" && "max-sm:hidden",
      )}
    >
      {sort === null ? (
        <span className={layout}>{header}</span>
      ) : (
        <button
          type="button"
          onClick={() => onSort({ sort, dir: sorted === null ? firstDir : opposite(sorted) })}
          className={classNames(
            layout,
            "group/sort -outline-offset-2 hover:bg-hover hover:text-fg",
          )}
        >
          <span className="truncate">{header}</span>
          <Arrow
            size={12}
            aria-hidden
            className={classNames("shrink-0", !sorted && "opacity-0 group-hover/sort:opacity-50")}
          />
        </button>
      )}
    </th>
  );
}

const TRACKS = "grid-cols-(--columns) max-sm:grid-cols-[minmax(0,1fr)_6.5rem_6.5rem]";
const STICKY = "sticky left-0 z-10 border-line sm:border-r";
const NARROW = {
  column: "max-sm:h-7",
  line: "max-sm:col-span-3 max-sm:h-7",
  hidden: "max-sm:hidden",
} as const;

function BodyCell({
  column,
  user,
  project,
}: {
  column: UserColumn;
  user: UserRow;
  project: string;
}) {
  const content = USER_CELLS[column.id](user, project);
  if (column.id === "userId") {
    return (
      <th
        scope="row"
        className={classNames(
          "flex min-w-0 items-center bg-inherit px-3 text-left font-normal",
          STICKY,
          NARROW[column.narrow],
        )}
      >
        {content}
      </th>
    );
  }
  return (
    <td
      className={classNames(
        "flex min-w-0 items-center gap-1 overflow-hidden px-3 tabular-nums",
        column.align === "end" && "justify-end",
        NARROW[column.narrow],
      )}
    >
      {content}
    </td>
  );
}

function opposite(dir: "asc" | "desc"): "asc" | "desc" {
  return dir === "asc" ? "desc" : "asc";
}

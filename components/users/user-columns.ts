import type { UserSort } from "@/lib/users/user-query";

/** The columns of the users table, in order. */
export interface UserColumn {
  id: UserSort | "outcomes";
  header: string;
  align: "start" | "end";
  /** null: the server cannot order by it. */
  sort: UserSort | null;
  /** The direction of the first click. */
  firstDir: "asc" | "desc";
  /** Track of the grid. */
  width: string;
  /** On a narrow screen: a column still, a line of its own, or left to the user's page. */
  narrow: "column" | "line" | "hidden";
}

function figure(
  id: UserSort,
  header: string,
  width: string,
  narrow: UserColumn["narrow"] = "hidden",
): UserColumn {
  return { id, header, align: "end", sort: id, firstDir: "desc", width, narrow };
}

export const USER_COLUMNS: readonly UserColumn[] = [
  {
    id: "userId",
    header: "User",
    align: "start",
    sort: "userId",
    firstDir: "asc",
    width: "minmax(12rem, 1fr)",
    narrow: "column",
  },
  figure("sessions", "Sessions", "6.5rem", "column"),
  figure("lastSeenAt", "Last seen", "6.5rem", "column"),
  figure("firstSeenAt", "First seen", "6.5rem"),
  figure("turns", "Turns", "5rem"),
  figure("totalTokens", "Tokens", "6rem"),
  figure("costUsd", "Cost", "6rem"),
  figure("errors", "Errors", "5rem"),
  {
    id: "outcomes",
    header: "Evals",
    align: "start",
    sort: null,
    firstDir: "desc",
    width: "minmax(22rem, 1.4fr)",
    narrow: "line",
  },
];

export const USER_TRACKS = USER_COLUMNS.map(({ width }) => width).join(" ");

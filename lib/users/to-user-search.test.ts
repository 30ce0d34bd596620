import { expect, it } from "vitest";
import { parseUserQuery } from "./parse-user-query";
import { toUserSearch } from "./to-user-search";

it("says only what is not the default, so that parsing it gives the query back", () => {
  const { query } = parseUserQuery(
    new URLSearchParams("sort=costUsd&dir=asc&q=a%26b%20%F0%9F%98%80"),
  );
  expect(parseUserQuery(new URLSearchParams(toUserSearch(query)))).toEqual({ query, problems: [] });
  expect(toUserSearch(parseUserQuery(new URLSearchParams()).query)).toBe("");
  expect(toUserSearch({ ...query, q: "" })).toBe("sort=costUsd&dir=asc");
});

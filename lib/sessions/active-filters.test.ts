import { describe, expect, it } from "vitest";
import {
  addFilter,
  describeFilter,
  isUnfiltered,
  listActiveFilters,
  opposite,
  outcomeText,
  removeFilter,
  valueText,
} from "./active-filters";
import { emptySessionFilters, parseSessionQuery } from "./parse-session-query";

const none = emptySessionFilters();

describe("setting filters", () => {
  it("adds alternatives to a repeatable filter", () => {
    const one = addFilter(none, { name: "user", text: "u-1" });
    const two = addFilter(one, { name: "user", text: "u-2" });
    expect(two.user.include).toEqual(["u-1", "u-2"]);
    expect(addFilter(two, { name: "user", text: "u-1" }).user.include).toEqual(["u-2", "u-1"]);
  });

  it("puts an exclusion in the place of the same value included", () => {
    const included = addFilter(none, { name: "tag", text: "beta" });
    const excluded = addFilter(included, { name: "tag", text: opposite("beta") });
    expect(excluded.tag).toEqual({ include: [], exclude: ["beta"] });
  });

  it("replaces a filter that can be set once", () => {
    const more = addFilter(none, { name: "tokens", text: "1000.." });
    expect(addFilter(more, { name: "tokens", text: "..5" }).tokens).toEqual({ min: null, max: 5 });
  });

  it("removes what it added, whatever the value", () => {
    const filter = { name: "user", text: valueText("user", "-\\weird: value") } as const;
    const set = addFilter(none, filter);
    expect(set.user.include).toEqual(["-\\weird: value"]);
    expect(listActiveFilters(set)).toEqual([filter]);
    expect(isUnfiltered(removeFilter(set, filter))).toBe(true);
  });
});

it("describes each filter in words", () => {
  const search =
    "user=u-1&tag=-beta&outcome=goal:achieved&outcome=tone:-&outcome=-tone:*&metadata=plan:pro" +
    "&score=goal:0.5..&error=true&live=false&duration=60000..120000&tokens=1000..&cost=..0.005&turns=2..2";
  const { filters } = parseSessionQuery(new URLSearchParams(search)).query;
  const lines = listActiveFilters(filters).map((filter) => {
    const { label, relation, value } = describeFilter(filter);
    return `${label} ${relation} ${value}`.trim();
  });
  expect(lines).toEqual([
    "User is u-1",
    "goal is achieved",
    "tone is missing",
    "tone is not any label",
    "goal score ≥ 0.5",
    "Tag is not beta",
    "plan is pro",
    "Errors some",
    "Live is no",
    "Duration is 1m 00s – 2m 00s",
    "Turns = 2",
    "Tokens ≥ 1k",
    "Cost ≤ $0.005",
  ]);
  expect(outcomeText({ name: "a:b", match: "label", label: "*" })).toBe("a\\:b:\\*");
});

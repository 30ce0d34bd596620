import { expect, it } from "vitest";
import { type CompletionSources, completeToken } from "./filter-completion";
import { FILTER_FIELDS } from "./filter-table";
import { parseFilterText } from "./filter-text";

const sources: CompletionSources = {
  facets: {
    model: [
      { value: "gpt-4o", count: 1200 },
      { value: "claude sonnet", count: 3 },
    ],
    tag: [],
    outcome: [{ value: "goal:not achieved", count: 5 }],
    error: [],
  },
  users: ["u-1", "u-2"],
  annotationNames: ["goal"],
  metadataKeys: ["plan"],
};
const inserts = (token: string) => completeToken(token, sources).map(({ insert }) => insert);

it("offers every key for an empty token and those that begin alike for a begun one", () => {
  expect(inserts("")).toHaveLength(FILTER_FIELDS.length);
  expect(inserts("t")).toEqual(["tag:", "turns:", "traces:", "tokens:"]);
  expect(inserts("-ta")).toEqual(["-tag:"]);
});

it("offers values with their counts", () => {
  expect(completeToken("model:GPT", sources)).toEqual([
    { insert: "model:gpt-4o", label: "gpt-4o", detail: "1,200", isWhole: true },
  ]);
  expect(inserts("user:")).toEqual(["user:u-1", "user:u-2"]);
  expect(inserts("score:")).toEqual(["score:goal>="]);
  expect(inserts("nothing:x")).toEqual([]);
});

it("offers whole tokens that the bar can read", () => {
  for (const { name } of FILTER_FIELDS) {
    for (const { insert, isWhole } of completeToken(`${name}:`, sources)) {
      if (!isWhole || insert.includes("name") || insert.includes("key")) continue;
      expect(
        parseFilterText(insert).map(({ kind }) => kind),
        insert,
      ).toEqual(["filter"]);
    }
  }
});

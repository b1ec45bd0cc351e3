// Heads judged against the floor of the section "Classifying a head": [e] -> P2[d c] -> P1[b a].

import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../reader/classify.js";
import { emptyState, type Listing } from "../reader/state.js";

const PAGES: Record<string, [ids: string, tail: string]> = {
  P1: ["b a", ""],
  P2: ["d c", "P1"],
  P3: ["f e", "P2"],
  Q1: ["d c", "Q2"],
  Q2: ["b a", ""],
  C: ["h g", "C"],
};

const CASES: [ids: string, tail: string, found: string, inserted?: string, reordered?: boolean][] = [
  ["e", "P2", "same"],
  ["g", "P3", "advanced"],
  ["c", "P1", "stale"],
  ["x c", "P1", "fork"],
  ["i", "P4", "undetermined"],
  ["i", "C", "undetermined"],
  ["f e d", "P2", "advanced"],
  ["e d", "P2", "same"],
  ["e d", "", "stale"],
  ["f e d", "", "fork"],
  ["f e", "Q1", "advanced"],
  ["", "P2", "stale"],
  ["", "", "stale"],
  ["f e x", "P2", "advanced", "x"],
  ["f d e c b a", "", "advanced", "", true],
];

for (const [ids, tail, found, inserted = "", reordered = false] of CASES) {
  test(`[${ids}] -> ${tail || "nothing"} is ${found}`, () => {
    const state = emptyState();
    state.floor = { bytes: "00", ...listing("e", "P2") };
    for (const [address, [listed, next]] of Object.entries(PAGES)) state.pages.set(address, listing(listed, next));
    assert.deepEqual(classify(state, listing(ids, tail)), { class: found, inserted: words(inserted), reordered });
  });
}

test("a gap in the floor's own chain makes of a fork an undetermined head, and is a stop", () => {
  const state = emptyState();
  state.floor = { bytes: "00", ...listing("e", "G") };
  state.gaps.set("G", { reason: "not_found", tries: 1, due: 1 });
  assert.equal(classify(state, listing("x", "")).class, "undetermined");
  assert.equal(classify(state, listing("x e", "G")).class, "advanced");
  assert.equal(classify(state, listing("x", "G")).class, "fork");
});

test("over an empty floor any head with a pair or a tail is advanced", () => {
  assert.equal(classify(emptyState(), listing("", "")).class, "same");
  assert.equal(classify(emptyState(), listing("", "P9")).class, "advanced");
});

function listing(ids: string, tail: string): Listing {
  return { ids: words(ids), tail };
}

function words(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

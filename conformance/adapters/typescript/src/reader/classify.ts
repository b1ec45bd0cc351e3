// What a head is, judged against the floor (RL-NAME-6 to RL-NAME-13).

import type { Hex } from "../hex.js";
import { type Chain, follow, type Link, listedIds } from "./chain.js";
import type { Listing, ReaderState } from "./state.js";

export type Class = "same" | "advanced" | "stale" | "fork" | "undetermined";

/** A head's class, and what it lists in another way than the floor. */
export interface Finding {
  class: Class;
  /** New ids that stand below ids of the floor. */
  inserted: Hex[];
  /** Whether the ids of both stand in another order. */
  reordered: boolean;
}

/** Judges a head, whose pages have been walked, against the floor of `state`. Ids alone are compared (RL-NAME-12). */
export function classify(state: ReaderState, head: Listing): Finding {
  const { floor } = state;
  if (floor.bytes === "") {
    const empty = head.ids.length === 0 && head.tail === "";
    return { class: empty ? "same" : "advanced", inserted: [], reordered: false };
  }
  const floorChain = follow(state, floor.tail);
  const headChain = follow(state, head.tail);
  const ofFloor = new Map(floorChain.links.map((link, index) => [link.address, index]));
  const stopInHead = headChain.links.findIndex((link) => ofFloor.has(link.address));
  const stop = headChain.links[stopInHead];
  if (stop === undefined && headChain.end !== "log") return { class: "undetermined", inserted: [], reordered: false };

  const stopInFloor = stop && (ofFloor.get(stop.address) ?? 0);
  const below = new Set(idsOf(stopInFloor === undefined ? [] : floorChain.links.slice(stopInFloor)));
  const above = (listing: Listing, chain: Chain, end: number | undefined) =>
    new Set([...listing.ids, ...idsOf(chain.links.slice(0, end))].filter((id) => !below.has(id)));
  const ofHead = above(head, headChain, stop && stopInHead); // U
  const ofFloorAbove = above(floor, floorChain, stopInFloor); // R

  const found = compare(ofHead, ofFloorAbove);
  // What the head has besides may be what a gap of the floor's own chain hides.
  if (found === "fork" && stop === undefined && floorChain.end === "gap") {
    return { class: "undetermined", inserted: [], reordered: false };
  }
  const known = new Set(listedIds(state, floor));
  return { class: found, inserted: inserted(ofHead, known), reordered: reordered(ofHead, ofFloorAbove) };
}

function idsOf(links: Link[]): Hex[] {
  return links.flatMap((link) => link.ids ?? []);
}

function compare(head: Set<Hex>, floor: Set<Hex>): Class {
  const others = [...head].some((id) => !floor.has(id));
  const lacks = [...floor].some((id) => !head.has(id));
  if (lacks) return others ? "fork" : "stale";
  return others ? "advanced" : "same";
}

/** The ids that are not the floor's and stand below one that is. */
function inserted(head: Set<Hex>, floor: Set<Hex>): Hex[] {
  const ids = [...head];
  const first = ids.findIndex((id) => floor.has(id));
  return first < 0 ? [] : ids.slice(first).filter((id) => !floor.has(id));
}

function reordered(head: Set<Hex>, floor: Set<Hex>): boolean {
  const inFloor = [...floor].filter((id) => head.has(id));
  return [...head].filter((id) => floor.has(id)).some((id, index) => id !== inFloor[index]);
}

// Chains: the recorded pages that are reached from a head.

import type { Hex } from "../hex.js";
import type { Listing, ReaderState } from "./state.js";

/** A page of a chain: one that was read, or the gap that ends it. */
export interface Link {
  address: Hex;
  /** `null` for a gap. */
  ids: Hex[] | null;
}

/** The pages from `tail` on, the newest first, and how the chain ends. */
export interface Chain {
  links: Link[];
  end: "log" | "gap" | "cycle";
}

/** Follows tails through what is recorded. A page that is not recorded counts as a gap. */
export function follow(state: Pick<ReaderState, "pages">, tail: Hex): Chain {
  const links: Link[] = [];
  const met = new Set<Hex>();
  for (let address = tail; address !== ""; ) {
    if (met.has(address)) return { links, end: "cycle" };
    met.add(address);
    const page = state.pages.get(address);
    links.push({ address, ids: page?.ids ?? null });
    if (page === undefined) return { links, end: "gap" };
    address = page.tail;
  }
  return { links, end: "log" };
}

/** The ids of a head and of the pages it reaches, each once, where it is met first: the newest first. */
export function listedIds(state: Pick<ReaderState, "pages">, head: Listing): Hex[] {
  const ids = new Set(head.ids);
  for (const link of follow(state, head.tail).links) {
    for (const id of link.ids ?? []) ids.add(id);
  }
  return [...ids];
}

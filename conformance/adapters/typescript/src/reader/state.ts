// What a reader keeps of one log.

import type { Hex } from "../hex.js";
import type { Reason } from "../refusal.js";
import type { Tries } from "../retry.js";
import type { Failure } from "../stores.js";

/** Why a page could not be read; `bound` is for pages that are left for the next call. */
export type GapReason = Failure | Reason | "bound";

/** Why an item is missing; `unlisted` is for pairs with neither content nor address. */
export type MissingReason = GapReason | "unlisted";

/** What a page lists, the newest first, and the address of the next; "" ends the log. */
export interface Listing {
  ids: Hex[];
  tail: Hex;
}

export interface Missing {
  /** Why the try that was last failed. */
  reason: MissingReason;
  /** The addresses that were listed for the item. One with no tries is new. */
  candidates: Map<Hex, Tries>;
  /** Counts up with each item that is listed: what is older was met later. */
  met: number;
}

export interface ReaderState {
  /** The head that was accepted last; empty at first. */
  floor: Listing & { bytes: Hex };
  /** The pages that were read, by their addresses. */
  pages: Map<Hex, Listing>;
  /** The pages that were not, by their addresses. */
  gaps: Map<Hex, Tries & { reason: GapReason }>;
  missing: Map<Hex, Missing>;
  delivered: Set<Hex>;
  /** How many items were met so far. */
  met: number;
}

export function emptyState(): ReaderState {
  return {
    floor: { bytes: "", ids: [], tail: "" },
    pages: new Map(),
    gaps: new Map(),
    missing: new Map(),
    delivered: new Set(),
    met: 0,
  };
}

// What a writer keeps of its log.

import type { Hex } from "../hex.js";

/** A message of the head. */
export interface Listed {
  id: Hex;
  /** The content, as hex: it is kept as long as the head may have to embed it, or the store has yet to get it. */
  data: Hex;
  /** Where the content store has it; `null` if it was not added. */
  address: Hex | null;
}

export interface WriterState {
  /** The ids on sealed pages, the oldest first. */
  sealed: Hex[];
  /** The address of the newest sealed page; "" if there is none. */
  tail: Hex;
  /** What is not sealed, the oldest first. */
  head: Listed[];
  /** The pages that the content store has of this writer, by the sha2-256 of their bytes: their addresses. */
  pages: Map<Hex, Hex>;
  /** The bytes of the head that it last tried to publish; "" before the first try. */
  tried: Hex;
}

export function emptyState(): WriterState {
  return { sealed: [], tail: "", head: [], pages: new Map(), tried: "" };
}

/** Every id of the log. */
export function ownIds(state: WriterState): Set<Hex> {
  return new Set([...state.sealed, ...state.head.map(({ id }) => id)]);
}

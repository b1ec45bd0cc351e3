// How a writer makes its pages: contents first, then full pages from the oldest on, and the head last (RL-WRITE-1).

import { createHash } from "node:crypto";
import { fromHex, type Hex } from "../hex.js";
import { encodePage, type Pair } from "../page.js";
import type { ContentStore } from "../stores.js";
import type { Listed, WriterState } from "./state.js";

/** How a writer was told to cut its log. */
export interface Cut {
  /** The most pairs that a page, the head included, may have (RL-WRITE-4). */
  pageSize: number;
  /** How many of the newest pairs of the head carry their content, or every pair of every page (RL-EMBED-6). */
  embed: number | "all";
  /** Whether the name holds the head, or points to it (RL-NAME-2). */
  head: "inline" | "pointer";
}

const NOTHING = new Uint8Array();

/**
 * Adds what the head will point to, and notes in `state` what the store answered for, so that it is not added again.
 * Answers the bytes that the name is to hold, or `null` if something could not be added (RL-WRITE-13).
 */
export async function makeHead(state: WriterState, cut: Cut, store: ContentStore): Promise<Uint8Array | null> {
  const toSeal = cut.pageSize * (Math.ceil(state.head.length / cut.pageSize) - 1);
  const embedded = cut.embed === "all" ? state.head.length : Math.min(cut.embed, state.head.length - toSeal);
  const pointed = state.head.slice(0, state.head.length - embedded);
  if (!(await addContents(pointed, store))) return null;

  while (state.head.length > cut.pageSize) {
    const full = state.head.slice(0, cut.pageSize);
    const address = await addPage(state, page(state, full, cut.embed === "all" ? full.length : 0), store);
    if (address === null) return null;
    state.tail = address;
    state.sealed.push(...full.map(({ id }) => id));
    state.head.splice(0, full.length);
  }
  const newest = page(state, state.head, embedded);
  if (cut.head === "inline") return newest;
  const address = await addPage(state, newest, store);
  return address === null ? null : encodePage({ pairs: [], tail: fromHex(address) });
}

/** Adds, all at once, the contents that the store does not have. Answers whether it has them all. */
async function addContents(items: Listed[], store: ContentStore): Promise<boolean> {
  const added = items.map(async (item) => {
    if (item.address !== null) return true;
    const answer = await store.add(fromHex(item.data));
    if ("fail" in answer) return false;
    item.address = answer.address;
    return true;
  });
  return (await Promise.all(added)).every((there) => there);
}

/** Adds a page, unless the store has it. Answers its address, or `null` if it could not be added. */
async function addPage(state: WriterState, bytes: Uint8Array, store: ContentStore): Promise<Hex | null> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const known = state.pages.get(hash);
  if (known !== undefined) return known;
  const answer = await store.add(bytes);
  if ("fail" in answer) return null;
  state.pages.set(hash, answer.address);
  return answer.address;
}

/** The page of `items`, the oldest first, of which the newest `embedded` carry their content. */
function page(state: WriterState, items: Listed[], embedded: number): Uint8Array {
  const pairs = items.map(({ id, data, address }, index): Pair => {
    const local = fromHex(id);
    const embeds = index >= items.length - embedded;
    if (embeds) return { local, remote: NOTHING, data: fromHex(data) };
    return { local, remote: fromHex(address ?? ""), data: NOTHING };
  });
  return encodePage({ pairs: pairs.reverse(), tail: fromHex(state.tail) });
}

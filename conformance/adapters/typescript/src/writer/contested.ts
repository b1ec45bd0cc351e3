// What a name holds, seen by the writer that believes to be its only one (RL-WRITE-10).

import { type Hex, toHex } from "../hex.js";
import { decodePage, type Page } from "../page.js";
import { RECOMMENDED } from "../reader/call.js";
import { orReason } from "../refusal.js";
import type { ContentStore } from "../stores.js";
import { ownIds, type WriterState } from "./state.js";

/**
 * `older`: the writer's own log, or an older state of it. `foreign`: it lists what the writer's log lacks. `unknown`:
 * it is not known to be older. `unavailable`: a page of it could not be looked at now.
 */
export type Standing = "older" | "foreign" | "unknown" | "unavailable";

/** Judges the content of a name: its own pages are known, any other is fetched once, within the recommended bounds. */
export async function standing(state: WriterState, content: Uint8Array, store: ContentStore): Promise<Standing> {
  if (toHex(content) === state.tried) return "older";
  const ids = ownIds(state);
  const ownPages = new Set(state.pages.values());
  const met = new Set<Hex>();
  let received = 0;
  let page = read(content);
  for (;;) {
    if (page === null) return "unknown";
    if (page.pairs.some(({ local }) => !ids.has(toHex(local)))) return "foreign";
    const tail = toHex(page.tail);
    if (tail === "" || ownPages.has(tail) || met.has(tail)) return "older";
    if (met.size >= RECOMMENDED.pages || received >= RECOMMENDED.callBytes) return "unknown";
    met.add(tail);
    const found = await store.get(tail);
    if ("fail" in found) return found.fail === "not_found" ? "unknown" : "unavailable";
    received += found.content.length;
    if (found.content.length > RECOMMENDED.pageBytes) return "unknown";
    page = read(found.content);
    if (page !== null && page.pairs.length > RECOMMENDED.pairs) return "unknown";
  }
}

function read(content: Uint8Array): Page | null {
  const decoded = orReason(() => decodePage(content));
  return "ok" in decoded ? decoded.ok : null;
}

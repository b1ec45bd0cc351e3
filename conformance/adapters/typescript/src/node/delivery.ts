// Delivery: each message once, and in a buffered node not before its parents.

import { fromHex, type Hex, toHex } from "../hex.js";
import type { Group } from "./state.js";
import type { Turn } from "./turn.js";

/** How many messages wait at most, and for how many seconds; the recommended bounds (RL-SYNC-23). */
const MOST_WAITING = 1024;
const LONGEST_WAIT = 3600;

/** Delivers a message at once, and what waited for it right after it (RL-SYNC-22). */
export function deliver(turn: Turn, group: Group, id: Hex, data: Uint8Array): void {
  turn.delivered.push({ id, data });
  for (const [waiting, { parents }] of group.waiting) {
    if (parents.includes(id) && isComplete(group, parents)) stopWaiting(turn, group, waiting);
  }
}

/** Delivers a message after its parents, if the node is buffered, and as long as a wait may last. */
export function deliverAfter(turn: Turn, group: Group, id: Hex, data: Uint8Array, parents: Hex[]): void {
  if (turn.settings.delivery === "eventual" || isComplete(group, parents)) {
    deliver(turn, group, id, data);
    return;
  }
  group.waiting.set(id, { since: turn.now, parents, data: toHex(data) });
  const groups = [...turn.state.groups.values()];
  while (groups.reduce((count, each) => count + each.waiting.size, 0) > MOST_WAITING) endLongestWait(turn);
}

/** Ends the waits that lasted long enough, the longest first. */
export function endWaits(turn: Turn): void {
  for (;;) {
    const longest = longestWait(turn);
    if (longest === null || turn.now - longest.since < LONGEST_WAIT) return;
    stopWaiting(turn, longest.group, longest.id);
  }
}

function endLongestWait(turn: Turn): void {
  const longest = longestWait(turn);
  if (longest !== null) stopWaiting(turn, longest.group, longest.id);
}

function longestWait(turn: Turn): { group: Group; id: Hex; since: number } | null {
  let longest: { group: Group; id: Hex; since: number } | null = null;
  for (const group of turn.state.groups.values()) {
    for (const [id, { since }] of group.waiting) {
      if (longest === null || since < longest.since) longest = { group, id, since };
    }
  }
  return longest;
}

/** The message has waited enough: it is delivered. Its wait ends first, so that it counts as delivered to others. */
function stopWaiting(turn: Turn, group: Group, id: Hex): void {
  const waiting = group.waiting.get(id);
  if (waiting === undefined) return;
  group.waiting.delete(id);
  deliver(turn, group, id, fromHex(waiting.data));
}

/** Whether all parents were delivered, or are the node's own. */
function isComplete(group: Group, parents: Hex[]): boolean {
  return parents.every((parent) => group.known.has(parent) && !group.waiting.has(parent));
}

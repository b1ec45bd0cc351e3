// Parents: what a message follows, and what nothing follows yet.

import { type Hex, toHex } from "../hex.js";
import type { Message } from "../message.js";
import type { Group } from "./state.js";

/** How many parents a message names, and how many of one that came count; the recommended bound. */
const PARENTS = 64;
/** How many ids that were named before they came are remembered; the oldest go first. */
const AWAITED = 65_536;

/** The parents of a message: what is no id, the message itself, and what is beyond the bound are none. */
export function parentsOf(id: Hex, message: Message): Hex[] {
  if (message.metadata === null || message.metadata.ephemeral) return [];
  const named = message.metadata.parents.slice(0, PARENTS);
  return named
    .filter((parent) => parent.length === 32)
    .map(toHex)
    .filter((parent) => parent !== id);
}

/** The parents that the next message of the group names, and that are followed with it (RL-SYNC-20). */
export function takeParents(group: Group): Hex[] {
  return group.unfollowed.splice(0, PARENTS);
}

/** A message came: nothing follows it, unless a message that came before it named it. */
export function came(group: Group, id: Hex): void {
  if (!group.awaited.delete(id)) group.unfollowed.push(id);
}

/** Parents are followed from now on, those that are still to come too. */
export function followed(group: Group, parents: Hex[]): void {
  const named = new Set(parents);
  group.unfollowed = group.unfollowed.filter((id) => !named.has(id));
  for (const parent of named) if (!group.known.has(parent)) group.awaited.add(parent);
  for (const oldest of group.awaited) {
    if (group.awaited.size <= AWAITED) break;
    group.awaited.delete(oldest);
  }
}

/** An ephemeral message is nobody's parent (RL-SYNC-21). */
export function neverNamed(group: Group, id: Hex): void {
  group.unfollowed = group.unfollowed.filter((other) => other !== id);
}

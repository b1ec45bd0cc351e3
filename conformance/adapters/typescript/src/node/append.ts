// A message of the node's own.

import { fromHex, type Hex } from "../hex.js";
import { encodeMessage, type Message, messageId } from "../message.js";
import { Refusal } from "../refusal.js";
import { appendToLog } from "./logs.js";
import { hasRoom, payloadOf, put } from "./outbox.js";
import { came, takeParents } from "./parents.js";
import type { Turn } from "./turn.js";

/** What the application says. */
export interface OwnMessage {
  group: Hex;
  /** Seconds of Unix time. */
  timestamp: bigint;
  body: Uint8Array;
  ephemeral: boolean;
}

/** The message's id, and whether it is new. */
export interface NodeAppended {
  id: Hex;
  status: "appended" | "duplicate";
}

/**
 * Appends a message, for every peer of its group. Throws a `Refusal`: a mismatch for a group that the node was never told
 * of, too large for a message that fits no payload, or if a peer has no room for its record (RL-SYNC-42, RL-SYNC-43).
 */
export async function append(turn: Turn, own: OwnMessage): Promise<NodeAppended> {
  const { state, settings } = turn;
  const group = state.groups.get(own.group);
  if (group === undefined) {
    throw new Refusal("mismatch", undefined, `The node is not in the group ${own.group}: tell it who is, first.`);
  }
  const { timestamp, body, ephemeral } = own;
  const id = messageId({ group: fromHex(own.group), timestamp, body });
  if (group.known.has(id)) return { id, status: "duplicate" };

  const parents = ephemeral ? [] : takeParents(group).map(fromHex);
  const metadata = ephemeral || parents.length > 0 ? { parents, ephemeral } : null;
  const message: Message = { group: fromHex(own.group), timestamp, body, metadata };
  const size = payloadOf(settings, { messages: [message] }).length;
  if (size > settings.limits.payloadBytes) {
    const most = settings.limits.payloadBytes;
    throw new Refusal(
      "too_large",
      undefined,
      `The message takes a payload of ${size} bytes, and at most ${most} are allowed.`,
    );
  }
  const full = group.peers.find((peer) => !hasRoom(turn, peer));
  if (full !== undefined) {
    const most = settings.limits.records;
    throw new Refusal("too_large", undefined, `The peer ${full} has ${most} records already: wait until it answers.`);
  }

  group.known.add(id);
  put(turn, group.peers, id, message);
  if (ephemeral) return { id, status: "appended" };
  came(group, id);
  if (settings.deposits !== null) state.deposits.push(...group.peers.map((peer) => ({ peer, id, group: own.group })));
  if (settings.log?.group === own.group) await appendToLog(turn, settings.log, encodeMessage(message, "spec"));
  return { id, status: "appended" };
}

// What a node has for its peers: its own messages, and those that it passes on.

import type { Hex } from "../hex.js";
import { toHex } from "../hex.js";
import { encodeMessage, type Message } from "../message.js";
import { encodePayload, type Payload } from "../payload.js";
import { newRecord, peerOf } from "./records.js";
import type { NodeSettings } from "./settings.js";
import type { Turn } from "./turn.js";

/** Makes a record of a message for each of `peers`, and keeps the message for them (RL-SYNC-8, RL-SYNC-11, RL-SYNC-26). */
export function put(turn: Turn, peers: Hex[], id: Hex, message: Message): void {
  const { state, settings, epoch } = turn;
  const ephemeral = message.metadata?.ephemeral ?? false;
  const type = settings.mode === "batch" || ephemeral ? "message" : "offer";
  for (const peer of peers) {
    peerOf(state, peer).records.set(id, newRecord(type, toHex(message.group), epoch));
  }
  state.messages.set(id, { data: toHex(encodeMessage(message, "spec")), ephemeral });
}

/** Whether a peer can have one more record (RL-SYNC-43). */
export function hasRoom(turn: Turn, peer: Hex): boolean {
  return (turn.state.peers.get(peer)?.records.size ?? 0) < turn.settings.limits.records;
}

/** The bytes of a payload that has only what is given. */
export function payloadOf(settings: NodeSettings, part: Partial<Payload>): Uint8Array {
  return encodePayload({ acks: [], offers: [], requests: [], messages: [], ...part }, settings.numbers);
}

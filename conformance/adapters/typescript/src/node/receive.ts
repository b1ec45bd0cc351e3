// What a peer says: a payload, checked as a whole and then taken entry by entry.

import { type Hex, toHex } from "../hex.js";
import { encodeMessage, type Message, messageId } from "../message.js";
import { decodePayload, type Payload } from "../payload.js";
import { orReason, type Reason } from "../refusal.js";
import { deliverAfter } from "./delivery.js";
import { hasRoom, put } from "./outbox.js";
import { came, followed, neverNamed, parentsOf } from "./parents.js";
import { end, newRecord, peerIsThere, peerOf } from "./records.js";
import { type Group, sharesGroup } from "./state.js";
import type { Turn } from "./turn.js";

/** What of a payload was not taken; `id` is `null` where the whole was not. */
export interface Refused {
  id: Hex | null;
  reason: Reason;
}

/** Takes a payload that is from `peer`. `there` says whether it shows that the peer is there now (RL-SYNC-7). */
export async function receive(turn: Turn, peer: Hex, bytes: Uint8Array, there: boolean): Promise<Refused[]> {
  const payload = read(turn, peer, bytes);
  if (typeof payload === "string") return [{ id: null, reason: payload }];
  if (there) peerIsThere(peerOf(turn.state, peer));
  const refused: Refused[] = [];
  const refuse = (id: Hex, reason: Reason | null) => {
    if (reason !== null) refused.push({ id, reason });
  };
  for (const [ids, take] of [
    [payload.acks, takeAck],
    [payload.requests, takeRequest],
    [payload.offers, takeOffer],
  ] as const) {
    for (const id of ids.map(toHex)) refuse(id, id.length === 64 ? take(turn, peer, id) : "invalid"); // RL-SYNC-30
  }
  for (const message of payload.messages) {
    const id = messageId(message);
    refuse(id, await takeMessage(turn, peer, id, message));
  }
  return refused;
}

/** The payload, or why the whole of it is refused (RL-SYNC-19, RL-SYNC-30, RL-SYNC-41). */
function read(turn: Turn, peer: Hex, bytes: Uint8Array): Payload | Reason {
  const { limits, numbers } = turn.settings;
  if (bytes.length > limits.payloadBytes) return "too_large";
  if (!sharesGroup(turn.state, peer)) return "mismatch";
  const decoded = orReason(() => decodePayload(bytes, numbers));
  if ("reason" in decoded) return decoded.reason;
  const { acks, requests, offers, messages } = decoded.ok;
  const entries = acks.length + requests.length + offers.length + messages.length;
  return entries > limits.payloadEntries ? "too_large" : decoded.ok;
}

function takeAck(turn: Turn, peer: Hex, id: Hex): null {
  end(peerOf(turn.state, peer), id); // RL-SYNC-10
  return null;
}

/** What was offered or sent goes out with the next payload (RL-SYNC-13); what is ephemeral does not (RL-SYNC-28). */
function takeRequest(turn: Turn, peer: Hex, id: Hex): null {
  const { records } = peerOf(turn.state, peer);
  const record = records.get(id);
  if (record !== undefined && record.type !== "request" && !turn.state.messages.get(id)?.ephemeral) {
    records.set(id, newRecord("message", record.group, turn.epoch));
  }
  return null;
}

/** What the node has is acknowledged (RL-SYNC-16), what it lacks is requested (RL-SYNC-12). */
function takeOffer(turn: Turn, peer: Hex, id: Hex): Reason | null {
  const known = [...turn.state.groups.values()].some((group) => group.known.has(id));
  const { records } = peerOf(turn.state, peer);
  if (known) {
    end(peerOf(turn.state, peer), id); // RL-SYNC-37
    turn.acks.push({ peer, id });
    return null;
  }
  if (records.has(id)) return null;
  if (!hasRoom(turn, peer)) return "too_large"; // RL-SYNC-43
  records.set(id, newRecord("request", null, turn.epoch));
  return null;
}

async function takeMessage(turn: Turn, peer: Hex, id: Hex, message: Message): Promise<Reason | null> {
  if (message.group.length !== 32) return "invalid";
  const group = turn.state.groups.get(toHex(message.group));
  if (group === undefined || !group.peers.includes(peer)) return "mismatch"; // RL-SYNC-19
  const data = encodeMessage(message, "spec");
  if (!(await turn.accepts(data))) return "mismatch"; // RL-SYNC-48

  const ephemeral = message.metadata?.ephemeral ?? false;
  const parents = parentsOf(id, message);
  end(peerOf(turn.state, peer), id);
  if (!turn.settings.forward) for (const parent of parents) end(peerOf(turn.state, peer), parent); // RL-SYNC-37
  const offered = stopRequesting(turn, id);
  if (!ephemeral) turn.acks.push({ peer, id }); // RL-SYNC-9, RL-SYNC-15, RL-SYNC-25

  const isNew = !group.known.has(id);
  const firstDirect = isNew || group.hearsay.delete(id);
  if (firstDirect) takeMetadata(group, id, isNew, ephemeral, parents);
  if (isNew) deliverAfter(turn, group, id, data, parents);
  if (firstDirect && turn.settings.forward && !ephemeral) {
    const others = group.peers.filter((other) => other !== peer && !offered.has(other) && hasRoom(turn, other));
    put(turn, others, id, message); // RL-SYNC-39
  }
  return null;
}

/** Notes what the first direct copy of a message says about itself (RL-SYNC-34). */
function takeMetadata(group: Group, id: Hex, isNew: boolean, ephemeral: boolean, parents: Hex[]): void {
  group.known.add(id);
  if (ephemeral) neverNamed(group, id);
  else if (isNew) came(group, id);
  followed(group, parents);
}

/** A message has come, so nobody is asked for it any more (RL-SYNC-14). Answers who had offered it. */
export function stopRequesting(turn: Turn, id: Hex): Set<Hex> {
  const offered = new Set<Hex>();
  for (const [peer, { records }] of turn.state.peers) {
    if (records.get(id)?.type !== "request") continue;
    records.delete(id);
    offered.add(peer);
  }
  return offered;
}

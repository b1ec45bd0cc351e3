// What goes out in an epoch: at most one payload a peer, within the node's own bounds.

import { fromHex, type Hex } from "../hex.js";
import { decodeMessage } from "../message.js";
import type { Payload } from "../payload.js";
import { payloadOf } from "./outbox.js";
import { wasSent } from "./records.js";
import { type Kept, type Outgoing, type Peer, sharesGroup } from "./state.js";
import type { Turn } from "./turn.js";

/** ACKs that wait for the next payload: for each peer the ids, and the epoch in which each was due. */
export type Acks = Map<Hex, Map<Hex, number>>;

/** A payload for a peer, and the ACKs in it. */
export interface Sent {
  peer: Hex;
  bytes: Uint8Array;
  acks: Hex[];
}

/** One entry of a payload that is due. */
interface Due {
  epoch: number;
  part: Partial<Payload>;
  ack: Hex | null;
  sent: () => void;
}

/** The payloads of this epoch. A peer that was sent one in it gets none (RL-SYNC-3, RL-SYNC-44). */
export function send(turn: Turn, acks: Acks): Sent[] {
  const sent: Sent[] = [];
  for (const id of new Set([...turn.state.peers.keys(), ...acks.keys()])) {
    if (!sharesGroup(turn.state, id)) continue;
    const peer = turn.state.peers.get(id) ?? { sent: null, records: new Map() };
    if (peer.sent === turn.epoch) continue;
    const chosen = choose(turn, dueFor(turn, peer, acks.get(id) ?? new Map()));
    if (chosen.length === 0) continue;
    turn.state.peers.set(id, peer);
    peer.sent = turn.epoch;
    for (const each of chosen) each.sent();
    const bytes = payloadOf(turn.settings, merge(chosen.map(({ part }) => part)));
    sent.push({ peer: id, bytes, acks: chosen.flatMap(({ ack }) => ack ?? []) });
  }
  return sent;
}

/** What is due for a peer, what was due first at the front (RL-SYNC-42). */
function dueFor(turn: Turn, peer: Peer, acks: Map<Hex, number>): Due[] {
  const due: Due[] = [];
  for (const [id, epoch] of acks) due.push({ epoch, part: { acks: [fromHex(id)] }, ack: id, sent: () => {} });
  for (const [id, record] of peer.records) {
    if (record.due > turn.epoch) continue;
    const kept = turn.state.messages.get(id);
    due.push({
      epoch: record.due,
      part: partOf(record, id, kept),
      ack: null,
      sent: () => {
        wasSent(record, turn.epoch);
        if (kept?.ephemeral) peer.records.delete(id); // RL-SYNC-27
      },
    });
  }
  return due.sort((a, b) => a.epoch - b.epoch);
}

/** As much of what is due as fits into one payload; the rest goes out in the next epochs. */
function choose(turn: Turn, due: Due[]): Due[] {
  const { payloadBytes, payloadEntries } = turn.settings.limits;
  const chosen: Due[] = [];
  let bytes = 0;
  for (const each of due) {
    bytes += payloadOf(turn.settings, each.part).length;
    if (bytes > payloadBytes || chosen.length === payloadEntries) break;
    chosen.push(each);
  }
  return chosen;
}

/** What goes out about a record. */
function partOf(record: Outgoing, id: Hex, kept: Kept | undefined): Partial<Payload> {
  if (record.type === "message" && kept !== undefined) return { messages: [decodeMessage(fromHex(kept.data), "spec")] };
  return record.type === "offer" ? { offers: [fromHex(id)] } : { requests: [fromHex(id)] };
}

function merge(parts: Partial<Payload>[]): Payload {
  return {
    acks: parts.flatMap((part) => part.acks ?? []),
    offers: parts.flatMap((part) => part.offers ?? []),
    requests: parts.flatMap((part) => part.requests ?? []),
    messages: parts.flatMap((part) => part.messages ?? []),
  };
}

// Records: when they are due, and how their delays grow. Epochs are those of the node's own count.

import type { Hex } from "../hex.js";
import type { NodeState, Outgoing, Peer } from "./state.js";

/** The shortest delay between two sends, and the upper bound, in epochs; the recommended ones. */
const SHORTEST = 2;
const LONGEST = 256;
/** The delay of a record that rests. */
const REST = 4096;

/** The records of a peer. */
export function peerOf(state: NodeState, peer: Hex): Peer {
  const there = state.peers.get(peer);
  if (there !== undefined) return there;
  const created: Peer = { sent: null, records: new Map() };
  state.peers.set(peer, created);
  return created;
}

/** A record that is due at once (RL-SYNC-4). */
export function newRecord(type: Outgoing["type"], group: Hex | null, epoch: number): Outgoing {
  return { type, group, made: epoch, due: epoch, last: null, doubled: 0, rests: false };
}

/** The record was sent: it is due after a delay that doubles up to the bound, and then begins again (RL-SYNC-5, RL-SYNC-6). */
export function wasSent(record: Outgoing, epoch: number): void {
  const delay = Math.min(SHORTEST * 2 ** record.doubled, LONGEST);
  record.doubled = delay === LONGEST ? 0 : record.doubled + 1;
  record.due = epoch + (record.rests ? REST : delay);
  record.last = epoch;
}

/** The peer showed directly that it is there: what was sent is due after the shortest delay (RL-SYNC-7, RL-SYNC-36). */
export function peerIsThere(peer: Peer): void {
  for (const record of peer.records.values()) {
    record.rests = false;
    record.doubled = 0;
    const due = record.last === null ? record.made : record.last + SHORTEST;
    record.due = Math.min(record.due, due);
  }
}

/** A log of the peer says that the peer has the message (RL-SYNC-35). */
export function letRest(record: Outgoing, epoch: number): void {
  record.rests = true;
  record.due = epoch + REST;
}

/** The peer has a message: nothing more goes to it about that (RL-SYNC-10, RL-SYNC-37). A request stays. */
export function end(peer: Peer, id: Hex): void {
  if (peer.records.get(id)?.type !== "request") peer.records.delete(id);
}

// What a node keeps: who is in its groups, what it has of each, and what is under way to each peer.

import type { Hex } from "../hex.js";

/** What goes to a peer about a message until the peer answers (RL-SYNC-1). */
export interface Outgoing {
  type: "offer" | "request" | "message";
  /** The message's group; `null` for a request, because an offer does not say it. */
  group: Hex | null;
  /** The epoch in which the record was made. */
  made: number;
  /** The send epoch: the record goes out from this epoch on. */
  due: number;
  /** The epoch in which it was last sent, or `null`. */
  last: number | null;
  /** How often the delay has doubled since it began with the shortest. */
  doubled: number;
  /** Whether a log of the peer says that the peer has the message (RL-SYNC-35). */
  rests: boolean;
}

export interface Peer {
  /** The epoch in which the last payload went to the peer, or `null`. */
  sent: number | null;
  records: Map<Hex, Outgoing>;
}

/** A message that waits for its parents, and since which second. */
export interface Waiting {
  since: number;
  parents: Hex[];
  /** The serialized message, as hex. */
  data: Hex;
}

export interface Group {
  /** The peers that are in the group, without the node itself. */
  peers: Hex[];
  /** The ids of all messages that the node wrote or processed. */
  known: Set<Hex>;
  /** Those of them that only a helper brought so far, whose metadata is therefore not known (RL-SYNC-33). */
  hearsay: Set<Hex>;
  /** Those of them that nothing follows, in the order in which they came (RL-SYNC-20). */
  unfollowed: Hex[];
  /** Ids that were named as parents before they came. */
  awaited: Set<Hex>;
  waiting: Map<Hex, Waiting>;
}

/** A message that a record or a deposit needs. */
export interface Kept {
  /** The serialized message, as hex. */
  data: Hex;
  ephemeral: boolean;
}

export interface NodeState {
  /** The epoch that was told last, and the node's own count, which never goes back. */
  clock: { told: number | null; count: number };
  groups: Map<Hex, Group>;
  peers: Map<Hex, Peer>;
  messages: Map<Hex, Kept>;
  /** What is still to be deposited. */
  deposits: { peer: Hex; id: Hex; group: Hex }[];
  /** The states of the writer of the node's own log, and of a reader for each log that it follows. */
  logs: Map<string, string>;
}

export function emptyState(): NodeState {
  return {
    clock: { told: null, count: 0 },
    groups: new Map(),
    peers: new Map(),
    messages: new Map(),
    deposits: [],
    logs: new Map(),
  };
}

/** What a node has of a group that it just came into. */
export function newGroup(peers: Hex[]): Group {
  return {
    peers,
    known: new Set(),
    hearsay: new Set(),
    unfollowed: [],
    awaited: new Set(),
    waiting: new Map(),
  };
}

/** Whether the node shares a group with a peer. */
export function sharesGroup(state: NodeState, peer: Hex): boolean {
  return [...state.groups.values()].some((group) => group.peers.includes(peer));
}

/** Drops messages that no record and no deposit needs any more. */
export function forgetUnused(state: NodeState): void {
  const needed = new Set(state.deposits.map(({ id }) => id));
  for (const { records } of state.peers.values()) {
    for (const [id, { type }] of records) if (type !== "request") needed.add(id);
  }
  for (const id of state.messages.keys()) if (!needed.has(id)) state.messages.delete(id);
}

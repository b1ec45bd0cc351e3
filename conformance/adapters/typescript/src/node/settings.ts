// What a node is told when it is opened.

import type { Kind } from "../address.js";
import type { Hex } from "../hex.js";
import type { Numbers } from "../message.js";
import type { Disk, Stores } from "../stores.js";
import type { Cut } from "../writer/pages.js";
import type { Mailboxes } from "./mail.js";

/** The bounds of a node; the nodes of a group have to agree on the first two. Each is at least 1. */
export interface NodeLimits {
  payloadBytes: number;
  payloadEntries: number;
  /** The records of one peer. */
  records: number;
}

export interface NodeSettings {
  /** What the node itself is called. */
  self: Hex;
  mode: "batch" | "interactive";
  numbers: Numbers;
  /** Whether it passes on what came directly (RL-SYNC-39). */
  forward: boolean;
  /** Whether a message waits for its parents (RL-SYNC-22). */
  delivery: "eventual" | "buffered";
  /** Who is in each group, when the node is opened for the first time. */
  groups: { group: Hex; peers: Hex[] }[];
  /** The node's own log, which lists what it appends in one group. */
  log: ({ name: string; group: Hex } & Cut) | null;
  follows: { peer: Hex; name: string; group: Hex; kind: Kind }[];
  /** What the node deposits in the mailboxes of its peers. */
  deposits: "messages" | "messages_and_acks" | null;
  limits: NodeLimits;
}

/** What a node needs from outside. */
export interface Surroundings {
  stores: Stores;
  mailboxes: Mailboxes;
  disk: Disk;
  /** Asked before a message is taken, from a peer or a log (RL-SYNC-48). */
  authenticate?: (data: Uint8Array) => Promise<boolean>;
}

// A node: it syncs messages with its peers, with and without helpers between them.

import type { Hex } from "../hex.js";
import { Saved } from "../saved.js";
import type { PublishStatus } from "../writer/writer.js";
import { append, type NodeAppended, type OwnMessage } from "./append.js";
import { type Clock, tell } from "./clock.js";
import { endWaits } from "./delivery.js";
import { publishLog, readLogs } from "./logs.js";
import { collect, depositAcks, depositMessages } from "./mail.js";
import { type Refused, receive } from "./receive.js";
import { type Acks, type Sent, send } from "./send.js";
import type { NodeSettings, Surroundings } from "./settings.js";
import { emptyState, forgetUnused, type NodeState, newGroup, sharesGroup } from "./state.js";
import { type DeliveredMessage, Turn } from "./turn.js";

/** One request at a time. Each answers after what came of it is saved (RL-SYNC-46), and throws what the disk throws. */
export class Node {
  /** ACKs are not saved: a message whose ACK was lost comes again. */
  private readonly acks: Acks = new Map();
  private clock: Clock;

  private constructor(
    private readonly settings: NodeSettings,
    private readonly outside: Surroundings,
    private readonly saved: Saved<NodeState>,
  ) {
    this.clock = saved.draft().clock;
  }

  /** A node that goes on from what its disk has; the groups of `settings` count where that says nothing. */
  static async open(settings: NodeSettings, outside: Surroundings): Promise<Node> {
    const first = emptyState();
    const node = new Node(settings, outside, await Saved.load(outside.disk, first));
    const state = node.saved.draft();
    for (const { group, peers } of settings.groups) {
      if (!state.groups.has(group)) state.groups.set(group, newGroup(node.others(peers)));
    }
    await node.saved.commit(state, []);
    return node;
  }

  /** Who is in a group from now on. What was for one that left is dropped (RL-SYNC-18). */
  async setPeers(groupId: Hex, peers: Hex[]): Promise<void> {
    const turn = this.turn(0);
    const { state } = turn;
    const group = state.groups.get(groupId) ?? newGroup([]);
    group.peers = this.others(peers);
    state.groups.set(groupId, group);
    state.deposits = state.deposits.filter((each) => each.group !== groupId || group.peers.includes(each.peer));
    for (const [id, { records }] of state.peers) {
      if (!sharesGroup(state, id)) records.clear();
      if (group.peers.includes(id)) continue;
      for (const [message, record] of records) if (record.group === groupId) records.delete(message);
    }
    await this.commit(turn);
    for (const peer of this.acks.keys()) if (!sharesGroup(state, peer)) this.acks.delete(peer);
  }

  /** Appends a message. Throws a `Refusal` as `append` does. */
  async append(now: number, own: OwnMessage): Promise<NodeAppended> {
    const turn = this.turn(now);
    const answer = await append(turn, own);
    await this.commit(turn);
    return answer;
  }

  /** What the node sends in an epoch, and what waited long enough for its parents. */
  async epoch(now: number, epoch: number): Promise<{ payloads: Sent[]; delivered: DeliveredMessage[] }> {
    this.clock = tell(this.clock, epoch);
    const turn = this.turn(now);
    endWaits(turn);
    const payloads = send(turn, this.acks);
    await this.commit(turn);
    for (const { peer, acks } of payloads) for (const id of acks) this.acks.get(peer)?.delete(id); // RL-SYNC-2
    if (this.settings.deposits === "messages_and_acks") await depositAcks(turn, payloads);
    return { payloads, delivered: turn.delivered };
  }

  /** Takes a payload from a peer; the transport vouches for it. */
  async receive(
    now: number,
    epoch: number,
    peer: Hex,
    bytes: Uint8Array,
  ): Promise<{ delivered: DeliveredMessage[]; refused: Refused[] }> {
    this.clock = tell(this.clock, epoch);
    const turn = this.turn(now);
    const refused = await receive(turn, peer, bytes, true);
    await this.commit(turn);
    return { delivered: turn.delivered, refused };
  }

  /** Asks the helpers: reads the logs that the node follows, empties its mailbox, deposits, and publishes its own log. */
  async helper(
    now: number,
    epoch: number,
  ): Promise<{ delivered: DeliveredMessage[]; published: PublishStatus | null }> {
    this.clock = tell(this.clock, epoch);
    const turn = this.turn(now);
    const { log, deposits } = this.settings;
    await readLogs(turn);
    await this.commit(turn);
    if (deposits !== null) {
      await collect(turn, () => this.commit(turn));
      await depositMessages(turn);
      await this.commit(turn);
    }
    const published = log === null ? null : await publishLog(turn, log, () => this.commit(turn));
    return { delivered: turn.delivered, published };
  }

  private turn(now: number): Turn {
    return new Turn(this.settings, this.outside, this.saved.draft(), this.clock.count, now);
  }

  /** Saves the turn's state, and then lets its ACKs out. A clock that went on is no reason to save. */
  private async commit(turn: Turn): Promise<void> {
    const { state, acks, delivered } = turn;
    forgetUnused(state);
    // After a restart the clock catches up with one that went on, but not with one that went back.
    if ((this.clock.told ?? 0) < (state.clock.told ?? 0)) state.clock = this.clock;
    const unsaved = delivered.slice(turn.saved).map(({ id }) => id);
    const stamp = (draft: NodeState) => {
      draft.clock = this.clock;
    };
    if (await this.saved.commit(state, unsaved, stamp)) turn.saved = delivered.length;
    for (const { peer, id } of acks.splice(0)) this.acknowledge(peer, id);
  }

  /** Notes an ACK for the next payload; one that there is no room for is not sent (RL-SYNC-43). */
  private acknowledge(peer: Hex, id: Hex): void {
    const acks = this.acks.get(peer) ?? new Map<Hex, number>();
    this.acks.set(peer, acks);
    if (acks.size < this.settings.limits.records && !acks.has(id)) acks.set(id, this.clock.count);
  }

  /** The node itself is none of its peers. */
  private others(peers: Hex[]): Hex[] {
    return [...new Set(peers)].filter((peer) => peer !== this.settings.self);
  }
}

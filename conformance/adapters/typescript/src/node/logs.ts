// The remote log as a helper: the node's own log, and those of its peers.

import type { Hex } from "../hex.js";
import { checkMessage } from "../message.js";
import { RECOMMENDED } from "../reader/call.js";
import { Reader } from "../reader/reader.js";
import type { Disk } from "../stores.js";
import { type PublishStatus, Writer } from "../writer/writer.js";
import { deliver } from "./delivery.js";
import { came, parentsOf } from "./parents.js";
import { stopRequesting } from "./receive.js";
import { letRest } from "./records.js";
import type { NodeSettings } from "./settings.js";
import type { NodeState } from "./state.js";
import type { Turn } from "./turn.js";

/** Where the state has the node's own log; each that it follows has a key of its own (RL-READ-24). */
const OWN = "own";

type OwnLog = NonNullable<NodeSettings["log"]>;

/** Appends a message of the node's own to its log (RL-SYNC-31). It is saved with the rest of the turn. */
export async function appendToLog(turn: Turn, log: OwnLog, data: Uint8Array): Promise<void> {
  const writer = await Writer.open(log, turn.outside.stores, partOf(turn.state, OWN));
  await writer.append([{ id: null, data }]);
}

/** Publishes the node's own log; `save` saves the whole state of the node. */
export async function publishLog(turn: Turn, log: OwnLog, save: () => Promise<void>): Promise<PublishStatus> {
  const part = partOf(turn.state, OWN);
  const disk: Disk = {
    load: part.load,
    save: async (state, delivered) => {
      await part.save(state, delivered);
      await save();
    },
  };
  return await (await Writer.open(log, turn.outside.stores, disk)).publish();
}

/** Reads the logs that the node follows, of those peers that are in the log's group. */
export async function readLogs(turn: Turn): Promise<void> {
  for (const follows of turn.settings.follows) {
    const { peer, name, group: groupId, kind } = follows;
    const group = turn.state.groups.get(groupId);
    if (group === undefined || !group.peers.includes(peer)) continue;
    const settings = {
      name,
      group: groupId,
      kind,
      limits: RECOMMENDED,
      authenticate: (data: Uint8Array) => turn.accepts(data),
    };
    const reader = await Reader.open(
      settings,
      turn.outside.stores,
      partOf(turn.state, JSON.stringify([peer, groupId, name])),
    );
    for (const { id, data } of (await reader.sync(turn.now)).delivered) takeFromLog(turn, peer, groupId, id, data);
  }
}

/** Takes a message that a peer's log brought. What a helper can alter of it, its metadata, has no say (RL-SYNC-33). */
function takeFromLog(turn: Turn, author: Hex, groupId: Hex, id: Hex, data: Uint8Array): void {
  const group = turn.state.groups.get(groupId);
  if (group === undefined) return;
  stopRequesting(turn, id);
  turn.acks.push({ peer: author, id }); // RL-SYNC-32
  for (const parent of parentsOf(id, checkMessage(data, id, groupId))) {
    const record = turn.state.peers.get(author)?.records.get(parent);
    if (record !== undefined && record.type !== "request") letRest(record, turn.epoch);
  }
  if (group.known.has(id)) return;
  group.known.add(id);
  group.hearsay.add(id);
  came(group, id);
  deliver(turn, group, id, data);
}

/** A part of the node's state as a disk of its own. */
function partOf(state: NodeState, key: string): Disk {
  return {
    load: async () => {
      const text = state.logs.get(key);
      return text === undefined ? null : new TextEncoder().encode(text);
    },
    save: async (bytes) => {
      state.logs.set(key, new TextDecoder().decode(bytes));
    },
  };
}

// Nodes that exchange payloads, told epoch by epoch as in the tables of sync.md.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import {
  decodePayload,
  encodePayload,
  fromHex,
  type Hex,
  type Mailboxes,
  type MailItem,
  MemoryContentStore,
  MemoryDisk,
  MemoryNameSystem,
  type Message,
  messageId,
  Node,
  type NodeSettings,
  toHex,
} from "../index.js";
import { tell } from "../node/clock.js";
import { newRecord, wasSent } from "../node/records.js";

const GROUP = "67".repeat(32);
const ALICE = "aa";
const BOB = "bb";

const settings: NodeSettings = {
  self: ALICE,
  mode: "batch",
  numbers: "spec",
  forward: false,
  delivery: "eventual",
  groups: [{ group: GROUP, peers: [ALICE, BOB] }],
  log: null,
  follows: [],
  deposits: null,
  limits: { payloadBytes: 2 ** 20, payloadEntries: 8192, records: 65_536 },
};

/** Mailboxes that are empty and take nothing. */
const noMailboxes: Mailboxes = {
  deposit: async () => "not_found",
  collect: async () => ({ items: [], token: "0" }),
};

const stores = { content: new MemoryContentStore(), names: new MemoryNameSystem() };
const cut = { pageSize: 4, embed: 0, head: "inline" } as const;
const no = { acks: [], offers: [], requests: [], messages: [] };

function open(own: Partial<NodeSettings> = {}, disk = new MemoryDisk(), mailboxes = noMailboxes): Promise<Node> {
  return Node.open({ ...settings, ...own }, { stores, mailboxes, disk });
}

const bob = (own: Partial<NodeSettings> = {}, disk?: MemoryDisk, mailboxes?: Mailboxes) =>
  open({ self: BOB, ...own }, disk, mailboxes);

function say(node: Node, body: string, ephemeral = false) {
  return node.append(0, { group: GROUP, timestamp: 1n, body: Buffer.from(body), ephemeral });
}

/** The payload that a node sends in an epoch, `null` if none. */
async function sentIn(node: Node, epoch: number): Promise<Uint8Array | null> {
  return (await node.epoch(epoch, epoch)).payloads[0]?.bytes ?? null;
}

/** What of a payload there is, such as "2 messages". */
function shown(bytes: Uint8Array | null): string {
  if (bytes === null) return "nothing";
  const entries = Object.entries(decodePayload(bytes, "spec")).filter(([, list]) => list.length > 0);
  return entries.map(([kind, list]) => `${list.length} ${kind}`).join(", ");
}

function message(body: string, parents: Hex[] = []): Message {
  const metadata = { parents: parents.map(fromHex), ephemeral: false };
  return { group: fromHex(GROUP), timestamp: 1n, body: Buffer.from(body), metadata };
}

describe("records", () => {
  test("are due after delays that double up to the bound, and begin again", () => {
    const record = newRecord("message", GROUP, 1);
    const delays = Array.from({ length: 10 }, () => {
      const before = record.due;
      wasSent(record, before);
      return record.due - before;
    });
    assert.deepEqual(delays, [2, 4, 8, 16, 32, 64, 128, 256, 2, 4]);
  });

  test("count epochs by how far they advance", () => {
    let clock = { told: null as number | null, count: 0 };
    const counts = [10, 12, 1000000, 14, 15, 22].map((told) => {
      clock = tell(clock, told);
      return clock.count;
    });
    assert.deepEqual(counts, [10, 12, 1000000, 1000000, 1000001, 1000008]);
  });
});

test("a clock that came back from a far day goes on after every restart", async () => {
  const disk = new MemoryDisk();
  const alice = await open({}, disk);
  await say(alice, "hi");
  const sent = [];
  for (const told of [1, 1000, 2, 3, 4, 5, 6]) {
    if (shown(await sentIn(await open({}, disk), told)) !== "nothing") sent.push(told);
  }
  assert.deepEqual(sent, [1, 1000, 6], "the delay of 4 epochs goes on from the epoch 2");
});

describe("in batch mode", () => {
  test("a message goes out until it is acknowledged, and is delivered once", async () => {
    const [alice, other] = [await open(), await bob()];
    const { id } = await say(alice, "hi");
    assert.equal(shown(await sentIn(alice, 1)), "1 messages");
    assert.equal(shown(await sentIn(alice, 2)), "nothing");
    const second = await sentIn(alice, 3);
    assert.ok(second);
    assert.deepEqual(
      (await other.receive(3, 3, ALICE, second)).delivered.map((each) => each.id),
      [id],
    );
    assert.equal(shown(await sentIn(other, 3)), "1 acks");
    assert.equal(shown(await sentIn(other, 4)), "nothing");
    const third = await sentIn(alice, 7);
    assert.ok(third);
    assert.deepEqual(await other.receive(7, 7, ALICE, third), { delivered: [], refused: [] });
    const ack = await sentIn(other, 7);
    assert.ok(ack);
    await alice.receive(7, 7, BOB, ack);
    assert.equal(shown(await sentIn(alice, 500)), "nothing");
  });

  test("an ephemeral message goes out once, and is not acknowledged", async () => {
    const [alice, other] = [await open({ mode: "interactive" }), await bob()];
    await say(alice, "is typing", true);
    const bytes = await sentIn(alice, 1);
    assert.ok(bytes);
    assert.equal((await other.receive(1, 1, ALICE, bytes)).delivered.length, 1);
    assert.equal(shown(await sentIn(other, 1)), "nothing");
    assert.equal(shown(await sentIn(alice, 500)), "nothing");
  });
});

test("in interactive mode a message is offered, requested and sent", async () => {
  const [alice, other] = [await open({ mode: "interactive" }), await bob({ mode: "interactive" })];
  await say(alice, "hi");
  const steps: string[] = [];
  for (const [epoch, from, to, peer] of [
    [1, alice, other, ALICE],
    [1, other, alice, BOB],
    [2, alice, other, ALICE],
    [2, other, alice, BOB],
  ] as const) {
    const bytes = await sentIn(from, epoch);
    steps.push(shown(bytes));
    if (bytes !== null) await to.receive(epoch, epoch, peer, bytes);
  }
  assert.deepEqual(steps, ["1 offers", "1 requests", "1 messages", "1 acks"]);
});

test("strangers, ids that are none, and payloads beyond a bound are refused, and the rest is taken", async () => {
  const node = await open({ limits: { payloadBytes: 200, payloadEntries: 2, records: 65_536 } });
  const taken = await node.receive(
    1,
    1,
    BOB,
    encodePayload({ ...no, acks: [new Uint8Array(3)], messages: [message("hi")] }, "spec"),
  );
  assert.deepEqual([taken.delivered.length, taken.refused], [1, [{ id: "000000", reason: "invalid" }]]);
  const whole = async (peer: Hex, bytes: Uint8Array) => (await node.receive(1, 1, peer, bytes)).refused;
  assert.deepEqual(await whole("cc", new Uint8Array()), [{ id: null, reason: "mismatch" }]);
  assert.deepEqual(await whole(BOB, fromHex("ff")), [{ id: null, reason: "malformed" }]);
  assert.deepEqual(await whole(BOB, new Uint8Array(201)), [{ id: null, reason: "too_large" }]);
  const three = encodePayload({ ...no, acks: [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte)) }, "spec");
  assert.deepEqual(await whole(BOB, three), [{ id: null, reason: "too_large" }]);
});

test("what does not fit into a payload goes out in the next epochs, what was due first goes first", async () => {
  const alice = await open({ limits: { payloadBytes: 2 ** 20, payloadEntries: 1, records: 2 } });
  const ids = [(await say(alice, "a")).id, (await say(alice, "b")).id];
  await assert.rejects(() => say(alice, "c"), /peer bb has 2 records/);
  for (const [index, id] of ids.entries()) {
    const bytes = await sentIn(alice, index + 1);
    assert.ok(bytes);
    assert.deepEqual(decodePayload(bytes, "spec").messages.map(messageId), [id]);
  }
});

describe("a buffered node", () => {
  const first = message("first");
  const second = message("second", [messageId(first)]);
  let node: Node;
  beforeEach(async () => {
    node = await open({ delivery: "buffered" });
    const { delivered } = await node.receive(1, 1, BOB, encodePayload({ ...no, messages: [second] }, "spec"));
    assert.deepEqual(delivered, []);
  });

  test("delivers a message right after its parents", async () => {
    const { delivered } = await node.receive(2, 2, BOB, encodePayload({ ...no, messages: [first] }, "spec"));
    assert.deepEqual(
      delivered.map(({ id }) => id),
      [messageId(first), messageId(second)],
    );
  });

  test("waits for all parents", async () => {
    const third = message("third");
    const last = message("last", [messageId(first), messageId(third)]);
    const take = async (...messages: Message[]) =>
      (await node.receive(2, 2, BOB, encodePayload({ ...no, messages }, "spec"))).delivered.length;
    assert.deepEqual([await take(last), await take(first), await take(third)], [0, 2, 2]);
  });

  test("does not wait for ever", async () => {
    assert.equal((await node.epoch(3600, 3)).delivered.length, 0);
    assert.equal((await node.epoch(3601, 4)).delivered.length, 1);
  });
});

describe("with helpers", () => {
  test("a log brings a message, and the ACK goes to its author", async () => {
    const log = { name: "alice", group: GROUP, ...cut };
    const follows = [{ peer: ALICE, name: "alice", group: GROUP, kind: "multihash" as const }];
    const [alice, disk] = [await open({ log }), new MemoryDisk()];
    const { id } = await say(alice, "hi");
    assert.equal((await alice.helper(1, 1)).published, "published");
    const other = await bob({ follows }, disk);
    const read = await other.helper(1, 1);
    assert.deepEqual(
      read.delivered.map((each) => each.id),
      [id],
    );
    assert.equal(shown(await sentIn(other, 1)), "1 acks");
    const again = await bob({ follows }, disk);
    assert.deepEqual((await again.helper(2, 2)).delivered, [], "after a restart nothing is delivered twice");
    const { id: next } = await say(again, "yes");
    const bytes = await sentIn(again, 2);
    assert.ok(bytes);
    const [sent] = decodePayload(bytes, "spec").messages;
    assert.ok(sent);
    assert.equal(messageId(sent), next);
    assert.deepEqual(sent.metadata?.parents.map(toHex), [id]);
  });

  test("a mailbox carries a message, and nothing that no peer sealed is taken", async () => {
    const mail: MailItem[] = [];
    const mailboxes: Mailboxes = {
      deposit: async (to, bytes) => {
        mail.push({ from: ALICE, to, bytes, sealed: true });
        return "ok";
      },
      collect: async (token) => {
        if (token !== null) mail.splice(0, Number(token));
        return { items: mail.slice(0, 4), token: "4" };
      },
    };
    const alice = await open({ deposits: "messages" }, new MemoryDisk(), mailboxes);
    const { id } = await say(alice, "hi");
    await alice.helper(1, 1);
    const forged = encodePayload({ ...no, messages: [message("forged")] }, "spec");
    mail.unshift({ from: ALICE, to: BOB, bytes: forged, sealed: false });
    mail.unshift({ from: "cc", to: BOB, bytes: forged, sealed: true });
    mail.unshift({ from: ALICE, to: "dd", bytes: forged, sealed: true });
    const other = await bob({ deposits: "messages" }, new MemoryDisk(), mailboxes);
    assert.deepEqual(
      (await other.helper(1, 1)).delivered.map((each) => each.id),
      [id],
    );
    assert.deepEqual(mail, [], "what was taken is confirmed");
  });
});

test("a message that the application does not believe is not delivered, nor acknowledged", async () => {
  const outside = { stores, mailboxes: noMailboxes, disk: new MemoryDisk(), authenticate: async () => false };
  const node = await Node.open(settings, outside);
  const { delivered, refused } = await node.receive(
    1,
    1,
    BOB,
    encodePayload({ ...no, messages: [message("hi")] }, "spec"),
  );
  assert.deepEqual([delivered, refused.map(({ reason }) => reason)], [[], ["mismatch"]]);
  assert.equal(shown(await sentIn(node, 1)), "nothing");
});

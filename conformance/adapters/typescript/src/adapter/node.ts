// The operations of MVDS nodes.

import { type Hex, toHex } from "../hex.js";
import type { Mailboxes } from "../node/mail.js";
import { Node } from "../node/node.js";
import type { NodeSettings } from "../node/settings.js";
import type { DeliveredMessage } from "../node/turn.js";
import { KINDS, NUMBERS } from "./choices.js";
import type { Fields } from "./fields.js";
import type { Session } from "./harness.js";
import type { InstanceKind } from "./instances.js";
import { cutOf } from "./logs.js";
import { diskOf, storesOf } from "./stores.js";

const DEPOSIT_FAILURES = ["not_found", "too_large", "full", "unavailable", "timeout"] as const;
const DEPOSITS = ["messages", "messages_and_acks"] as const;
const COLLECT_FAILURES = ["not_found", "unavailable", "timeout"] as const;

export const NODE: InstanceKind<Node> = {
  name: "node",
  open: (input, session) => {
    const stores = storesOf(session);
    const outside = { stores, mailboxes: mailboxes(session), disk: diskOf(session) };
    const authenticate = async (data: Uint8Array) =>
      (await session.ask("authenticate", { data: toHex(data) })).bool("accepted");
    return Node.open(settingsOf(input), input.bool("authenticate") ? { ...outside, authenticate } : outside);
  },
  operations: {
    peers: async (node, input) => {
      await node.setPeers(input.hex("group"), peersOf(input));
      return {};
    },
    append: (node, input) =>
      node.append(input.count("now"), {
        group: input.hex("group"),
        timestamp: input.int64("timestamp"),
        body: input.bytes("body"),
        ephemeral: input.bool("ephemeral"),
      }),
    epoch: async (node, input) => {
      const { payloads, delivered } = await node.epoch(input.count("now"), input.count("epoch"));
      return {
        payloads: payloads.map(({ peer, bytes }) => ({ peer, bytes: toHex(bytes) })),
        delivered: show(delivered),
      };
    },
    receive: async (node, input) => {
      const { delivered, refused } = await node.receive(
        input.count("now"),
        input.count("epoch"),
        input.hex("peer"),
        input.bytes("bytes"),
      );
      return { delivered: show(delivered), refused };
    },
    helper: async (node, input) => {
      const { delivered, published } = await node.helper(input.count("now"), input.count("epoch"));
      return { delivered: show(delivered), published };
    },
  },
};

function settingsOf(input: Fields): NodeSettings {
  const log = input.has("log") ? input.object("log") : null;
  const limits = input.object("limits");
  return {
    self: input.hex("peer"),
    mode: input.choice("mode", ["batch", "interactive"]),
    numbers: input.choice("numbers", NUMBERS),
    forward: input.bool("forward"),
    delivery: input.choice("delivery", ["eventual", "buffered"]),
    groups: input.objects("groups").map((group) => ({ group: group.hex("group"), peers: peersOf(group) })),
    log: log && { name: log.text("name"), group: log.hex("group"), ...cutOf(log) },
    follows: input.objects("follows").map((follows) => ({
      peer: follows.hex("peer"),
      name: follows.text("name"),
      group: follows.hex("group"),
      kind: follows.choice("kind", KINDS),
    })),
    deposits: input.has("mailboxes") ? input.choice("mailboxes", DEPOSITS) : null,
    limits: {
      payloadBytes: limits.count("payload_bytes"),
      payloadEntries: limits.count("payload_entries"),
      records: limits.count("records"),
    },
  };
}

function peersOf(input: Fields): Hex[] {
  return input.byteLists("peers").map(toHex);
}

function show(delivered: DeliveredMessage[]): object[] {
  return delivered.map(({ id, data }) => ({ id, data: toHex(data) }));
}

/** The mailboxes, which are the harness, and so is the seal. */
function mailboxes(session: Session): Mailboxes {
  return {
    async deposit(to, bytes) {
      const outcome = await session.call("mail.deposit", { to, bytes: toHex(bytes) });
      return "ok" in outcome ? "ok" : outcome.fail.choice("reason", DEPOSIT_FAILURES);
    },
    async collect(token) {
      const outcome = await session.call("mail.collect", { token });
      if ("fail" in outcome) return { fail: outcome.fail.choice("reason", COLLECT_FAILURES) };
      const items = outcome.ok.objects("items").map((item) => ({
        from: item.hex("from"),
        to: item.hex("to"),
        bytes: item.bytes("bytes"),
        sealed: item.bool("sealed"),
      }));
      return { items, token: outcome.ok.text("token") };
    },
  };
}

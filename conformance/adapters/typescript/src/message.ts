// MVDS messages: their bytes, their ids, and the check of content that claims to be one.

import { createHash } from "node:crypto";
import type { Message as LegacyWire } from "./gen/mvds_legacy_pb.js";
import { MessageSchema as Legacy } from "./gen/mvds_legacy_pb.js";
import type { Message as SpecWire } from "./gen/mvds_pb.js";
import { MessageSchema as Spec } from "./gen/mvds_pb.js";
import { type Hex, toHex } from "./hex.js";
import { Refusal } from "./refusal.js";
import { decode, encode } from "./wire.js";

/** Which field numbers the bytes have: 6001 and 5001 onwards, or 1 to 4 (RL-MSG-12). */
export type Numbers = "spec" | "legacy";

export interface Metadata {
  /** The ids of messages that this one follows. */
  parents: Uint8Array[];
  ephemeral: boolean;
}

export interface Message {
  group: Uint8Array;
  /** Seconds of Unix time, an int64. */
  timestamp: bigint;
  body: Uint8Array;
  /** `null` where there is none, which differs from an empty one (RL-MSG-9). */
  metadata: Metadata | null;
}

/** Reads a message by the schema alone. Throws a `Refusal` that is malformed (RL-MSG-1). */
export function decodeMessage(bytes: Uint8Array, numbers: Numbers): Message {
  return fromWire(numbers === "spec" ? decode(Spec, bytes) : decode(Legacy, bytes));
}

export function encodeMessage(message: Message, numbers: Numbers): Uint8Array {
  return numbers === "spec" ? encode(Spec, toWire(message)) : encode(Legacy, toWire(message));
}

/** The id of a message: a hash over everything but the metadata (RL-MSG-2, RL-MSG-3, RL-MSG-5). */
export function messageId(message: Pick<Message, "group" | "timestamp" | "body">): Hex {
  const timestamp = Buffer.alloc(8);
  timestamp.writeBigInt64LE(message.timestamp);
  const hash = createHash("sha256").update("MESSAGE_ID").update(message.group).update(timestamp).update(message.body);
  return hash.digest("hex");
}

/** Reads content that claims to be a message: the first three steps of "Checking a message" (RL-MSG-4, RL-MSG-11). */
export function validMessage(content: Uint8Array): Message {
  if (content.length === 0) {
    throw new Refusal("invalid", "empty", "The content is empty, and empty content is never a message.");
  }
  const message = decodeMessage(content, "spec");
  if (message.group.length !== 32) {
    const length = message.group.length;
    throw new Refusal("invalid", "group-length", `The group id of the message is ${length} bytes long instead of 32.`);
  }
  return message;
}

/** Checks that content is the message `id` of the group `group`, and answers it (RL-MSG-4, RL-MSG-6, RL-MSG-7, RL-MSG-10). */
export function checkMessage(content: Uint8Array, id: Hex, group: Hex): Message {
  const message = validMessage(content);
  const own = messageId(message);
  if (own !== id) throw new Refusal("mismatch", "id-mismatch", `The content is the message ${own}, and not ${id}.`);
  checkGroup(message, group);
  return message;
}

/** Checks that a message is of the group of its log (RL-MSG-7). */
export function checkGroup(message: Message, group: Hex): void {
  const own = toHex(message.group);
  if (own !== group) {
    throw new Refusal(
      "mismatch",
      "group-mismatch-with-log",
      `The message is of the group ${own}, and not of ${group}.`,
    );
  }
}

/** A message as the generated code has it. */
export function toWire(message: Message) {
  const { group, timestamp, body, metadata } = message;
  return { groupId: group, timestamp, body, ...(metadata === null ? {} : { metadata }) };
}

/** A message out of the generated code. */
export function fromWire(wire: SpecWire | LegacyWire): Message {
  const { parents, ephemeral } = wire.metadata ?? { parents: [], ephemeral: false };
  const metadata = wire.metadata === undefined ? null : { parents, ephemeral };
  return { group: wire.groupId, timestamp: wire.timestamp, body: wire.body, metadata };
}

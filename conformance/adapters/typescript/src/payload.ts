// MVDS payloads: what one node sends another at a time.

import { PayloadSchema as Legacy } from "./gen/mvds_legacy_pb.js";
import { PayloadSchema as Spec } from "./gen/mvds_pb.js";
import { fromWire, type Message, type Numbers, toWire } from "./message.js";
import { decode, encode } from "./wire.js";

export interface Payload {
  /** Ids of messages that the sender has. */
  acks: Uint8Array[];
  /** Ids of messages that the sender would send on request. */
  offers: Uint8Array[];
  /** Ids of messages that the sender asks for. */
  requests: Uint8Array[];
  messages: Message[];
}

/** Reads a payload by the schema alone. Throws a `Refusal` that is malformed (RL-MSG-8, RL-MSG-12). */
export function decodePayload(bytes: Uint8Array, numbers: Numbers): Payload {
  const { acks, offers, requests, messages } = numbers === "spec" ? decode(Spec, bytes) : decode(Legacy, bytes);
  return { acks, offers, requests, messages: messages.map(fromWire) };
}

export function encodePayload(payload: Payload, numbers: Numbers): Uint8Array {
  const fields = { ...payload, messages: payload.messages.map(toWire) };
  return numbers === "spec" ? encode(Spec, fields) : encode(Legacy, fields);
}

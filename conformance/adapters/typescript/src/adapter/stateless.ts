// The stateless operations: each reads its fields, asks the library, and writes the answer.

import { checkAddress } from "../address.js";
import { toHex } from "../hex.js";
import { checkMessage, decodeMessage, encodeMessage, type Message, messageId } from "../message.js";
import { decodePage, encodePage } from "../page.js";
import { decodePayload, encodePayload } from "../payload.js";
import { decodeService, encodeService, type Service } from "../service.js";
import { KINDS, NUMBERS } from "./choices.js";
import type { Fields } from "./fields.js";

const SERVICES = ["content", "address", "name_update", "query", "response"] as const;

type Stateless = (input: Fields) => object;

/** What each operation answers, as the `ok` of its answer. */
export const STATELESS: Record<string, Stateless> = {
  "page.decode": (input) => {
    const { pairs, tail } = decodePage(input.bytes("bytes"));
    const shown = pairs.map(({ local, remote, data }) => ({
      local: toHex(local),
      remote: toHex(remote),
      data: toHex(data),
    }));
    return { pairs: shown, tail: toHex(tail) };
  },
  "page.encode": (input) => {
    const pairs = input.objects("pairs").map((pair) => ({
      local: pair.bytes("local"),
      remote: pair.bytes("remote"),
      data: pair.bytes("data"),
    }));
    return { bytes: toHex(encodePage({ pairs, tail: input.bytes("tail") })) };
  },
  "service.decode": (input) => {
    const { message: _, ...fields } = decodeService(input.choice("message", SERVICES), input.bytes("bytes"));
    return { fields: hexed(fields) };
  },
  "service.encode": (input) => ({ bytes: toHex(encodeService(readService(input))) }),
  "message.id": (input) => ({
    id: messageId({ group: input.bytes("group"), timestamp: input.int64("timestamp"), body: input.bytes("body") }),
  }),
  "message.decode": (input) => showMessage(decodeMessage(input.bytes("bytes"), input.choice("numbers", NUMBERS))),
  "message.encode": (input) => ({ bytes: toHex(encodeMessage(readMessage(input), input.choice("numbers", NUMBERS))) }),
  "message.check": (input) => {
    checkMessage(input.bytes("bytes"), input.hex("id"), input.hex("group"));
    return {};
  },
  "payload.decode": (input) => {
    const payload = decodePayload(input.bytes("bytes"), input.choice("numbers", NUMBERS));
    return {
      acks: payload.acks.map(toHex),
      offers: payload.offers.map(toHex),
      requests: payload.requests.map(toHex),
      messages: payload.messages.map(showMessage),
    };
  },
  "payload.encode": (input) => {
    const payload = {
      acks: input.byteLists("acks"),
      offers: input.byteLists("offers"),
      requests: input.byteLists("requests"),
      messages: input.objects("messages").map(readMessage),
    };
    return { bytes: toHex(encodePayload(payload, input.choice("numbers", NUMBERS))) };
  },
  "address.check": (input) => ({
    checked: checkAddress(input.choice("kind", KINDS), input.bytes("address"), input.bytes("content")),
  }),
};

function readService(input: Fields): Service {
  const message = input.choice("message", SERVICES);
  const fields = input.object("fields");
  switch (message) {
    case "content":
    case "response":
      return { message, data: fields.bytes("data") };
    case "address":
      return { message, id: fields.bytes("id") };
    case "name_update":
      return { message, name: fields.text("name"), content: fields.bytes("content") };
    case "query":
      return { message, name: fields.text("name") };
  }
}

/** Bytes as hex, texts as they are. */
function hexed(fields: Record<string, Uint8Array | string>): Record<string, string> {
  const shown = Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? value : toHex(value)]);
  return Object.fromEntries(shown);
}

function readMessage(input: Fields): Message {
  const metadata = input.has("metadata") ? input.object("metadata") : null;
  return {
    group: input.bytes("group"),
    timestamp: input.int64("timestamp"),
    body: input.bytes("body"),
    metadata: metadata && { parents: metadata.byteLists("parents"), ephemeral: metadata.bool("ephemeral") },
  };
}

function showMessage(message: Message): object {
  const { metadata } = message;
  return {
    group: toHex(message.group),
    timestamp: message.timestamp.toString(),
    body: toHex(message.body),
    metadata: metadata && { parents: metadata.parents.map(toHex), ephemeral: metadata.ephemeral },
  };
}

// The operations of writers and readers.

import { toHex } from "../hex.js";
import type { Limits } from "../reader/call.js";
import { Reader } from "../reader/reader.js";
import type { Cut } from "../writer/pages.js";
import { Writer } from "../writer/writer.js";
import { HEADS, KINDS, PROFILES } from "./choices.js";
import type { Fields } from "./fields.js";
import type { InstanceKind } from "./instances.js";
import { diskOf, storesOf } from "./stores.js";

export const WRITER: InstanceKind<Writer> = {
  name: "writer",
  open: (input, session) => {
    const settings = { name: input.text("name"), group: groupOf(input), ...cutOf(input) };
    return Writer.open(settings, storesOf(session), diskOf(session));
  },
  operations: {
    append: async (writer, input) => {
      const items = input.objects("items").map((item) => ({
        id: item.has("id") ? item.hex("id") : null,
        data: item.bytes("data"),
      }));
      return { items: await writer.append(items) };
    },
    publish: async (writer) => ({ status: await writer.publish() }),
  },
};

export const READER: InstanceKind<Reader> = {
  name: "reader",
  open: (input, session) => {
    const settings = {
      name: input.text("name"),
      group: groupOf(input),
      kind: input.choice("kind", KINDS),
      limits: limitsOf(input.object("limits")),
    };
    return Reader.open(settings, storesOf(session), diskOf(session));
  },
  operations: {
    sync: async (reader, input) => {
      const { evidence, delivered, ...answer } = await reader.sync(input.count("now"));
      return {
        ...answer,
        delivered: delivered.map(({ id, data, check }) => ({ id, data: toHex(data), check })),
        evidence: evidence && { floor: toHex(evidence.floor), head: toHex(evidence.head) },
      };
    },
  },
};

/** How a log is cut, as `writer.open` and the log of `node.open` say it. */
export function cutOf(input: Fields): Cut {
  return {
    pageSize: Math.max(1, input.count("page_size")),
    embed: input.text("embed") === "all" ? "all" : input.count("embed"),
    head: input.choice("head", HEADS),
  };
}

/** The group of a log of messages, or `null` for a core log. */
function groupOf(input: Fields): string | null {
  return input.choice("profile", PROFILES) === "mvds" ? input.hex("group") : null;
}

function limitsOf(limits: Fields): Limits {
  return {
    pages: limits.count("pages"),
    pageBytes: limits.count("page_bytes"),
    pairs: limits.count("pairs"),
    contentBytes: limits.count("content_bytes"),
    callBytes: limits.count("call_bytes"),
    gets: limits.count("gets"),
  };
}

// The operations of a store of the implementation's own, which is in memory.

import { toHex } from "../hex.js";
import { MemoryContentStore, MemoryNameSystem } from "../memory.js";
import type { Expect, Failure, Stores } from "../stores.js";
import type { Fields } from "./fields.js";
import type { InstanceKind } from "./instances.js";

export const STORE: InstanceKind<Stores> = {
  name: "store",
  open: async () => ({ content: new MemoryContentStore(), names: new MemoryNameSystem() }),
  operations: {
    add: async (stores, input) => stores.content.add(input.bytes("content")),
    get: async (stores, input) => showFound(await stores.content.get(input.hex("address"))),
    update: async (stores, input) => {
      const expect = readExpect(input.object("expect"));
      return { status: await stores.names.update(input.text("name"), input.bytes("content"), expect) };
    },
    fetch: async (stores, input) => showFound(await stores.names.fetch(input.text("name"))),
  },
};

function showFound(found: { content: Uint8Array } | { fail: Failure }): object {
  return "fail" in found ? { status: found.fail, content: null } : { status: "ok", content: toHex(found.content) };
}

function readExpect(expect: Fields): Expect {
  const state = expect.choice("state", ["absent", "any", "exact"]);
  return state === "exact" ? { state, content: expect.bytes("content") } : { state };
}

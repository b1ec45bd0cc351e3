// The stores of an instance, which are the harness.

import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type Hex, toHex } from "../hex.js";
import type { ContentStore, Disk, Expect, NameSystem, Stores, Updated } from "../stores.js";
import type { Session } from "./harness.js";

const FAILURES = ["not_found", "unavailable", "timeout"] as const;
const UPDATE_FAILURES = ["conflict", "too_large", "unavailable", "timeout", "unsupported"] as const;

/** The content store and the name system of an instance. */
export function storesOf(session: Session): Stores {
  return { content: contentStore(session), names: nameSystem(session) };
}

function contentStore(session: Session): ContentStore {
  return {
    async add(content) {
      const outcome = await session.call("cas.add", { content: toHex(content) });
      if ("ok" in outcome) return { address: outcome.ok.hex("address") };
      return { fail: outcome.fail.choice("reason", ["unavailable", "timeout"]) };
    },
    async get(address) {
      const outcome = await session.call("cas.get", { address });
      if ("ok" in outcome) return { content: outcome.ok.bytes("content") };
      return { fail: outcome.fail.choice("reason", FAILURES) };
    },
  };
}

function nameSystem(session: Session): NameSystem {
  return {
    async fetch(name) {
      const outcome = await session.call("ns.fetch", { name });
      if ("ok" in outcome) return { content: outcome.ok.bytes("content") };
      return { fail: outcome.fail.choice("reason", FAILURES) };
    },
    async update(name, content, expect): Promise<Updated> {
      const input = { name, content: toHex(content), expect: showExpect(expect) };
      const outcome = await session.call("ns.update", input);
      if ("ok" in outcome) return "ok"; // its data means nothing: RL-NAME-14
      return outcome.fail.choice("reason", UPDATE_FAILURES);
    },
  };
}

function showExpect(expect: Expect): object {
  return expect.state === "exact" ? { state: "exact", content: toHex(expect.content) } : expect;
}

/** The disk of an instance. States are compressed, because a line of the protocol has room for some 500 kB of them. */
export function diskOf(session: Session): Disk {
  return {
    async load() {
      const loaded = await session.ask("state.load", {});
      return loaded.has("state") ? inflateRawSync(loaded.bytes("state")) : null;
    },
    async save(state: Uint8Array, delivered: Hex[]) {
      await session.ask("state.save", { state: toHex(deflateRawSync(state)), delivered });
    },
  };
}

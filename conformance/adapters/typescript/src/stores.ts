// What the library needs from outside: a content store, a name system and a disk. Whoever uses it brings these.

import type { Hex } from "./hex.js";

/** Why a get or a fetch brought nothing. */
export type Failure = "not_found" | "unavailable" | "timeout";

/** A content store (CAS): it keeps content under an address of its own making. */
export interface ContentStore {
  add(content: Uint8Array): Promise<{ address: Hex } | { fail: "unavailable" | "timeout" }>;
  get(address: Hex): Promise<{ content: Uint8Array } | { fail: Failure }>;
}

/** What an update of a name expects to be there. */
export type Expect = { state: "absent" } | { state: "any" } | { state: "exact"; content: Uint8Array };

/** How an update of a name ended; `unsupported` says that the name system cannot compare. */
export type Updated = "ok" | "conflict" | "too_large" | "unavailable" | "timeout" | "unsupported";

/** A name system (NS): it keeps content that changes under a name that stays. */
export interface NameSystem {
  fetch(name: string): Promise<{ content: Uint8Array } | { fail: Failure }>;
  update(name: string, content: Uint8Array, expect: Expect): Promise<Updated>;
}

/** Where one writer, reader or node keeps its state. `save` resolves when the state is there to stay, and throws if not. */
export interface Disk {
  load(): Promise<Uint8Array | null>;
  /** `delivered` are the ids that become delivered with this save (RL-READ-15). */
  save(state: Uint8Array, delivered: Hex[]): Promise<void>;
}

/** The stores of one helper. */
export interface Stores {
  content: ContentStore;
  names: NameSystem;
}

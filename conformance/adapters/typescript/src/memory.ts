// A content store, a name system and a disk in memory, for tests and for trying things out (profile store).

import { createHash } from "node:crypto";
import { type Hex, toHex } from "./hex.js";
import type { ContentStore, Disk, Expect, Failure, NameSystem, Updated } from "./stores.js";

/** The start of a sha2-256 multihash: the function, and the length of its digest. */
const SHA2_256 = "1220";

export class MemoryContentStore implements ContentStore {
  private readonly contents = new Map<Hex, Uint8Array>();

  /** Keeps content under its sha2-256 multihash (RL-SVC-1, RL-SVC-2). */
  async add(content: Uint8Array): Promise<{ address: Hex }> {
    const address = SHA2_256 + createHash("sha256").update(content).digest("hex");
    this.contents.set(address, content);
    return { address };
  }

  async get(address: Hex): Promise<{ content: Uint8Array } | { fail: Failure }> {
    const content = this.contents.get(address);
    return content === undefined ? { fail: "not_found" } : { content }; // RL-SVC-3
  }
}

export class MemoryNameSystem implements NameSystem {
  private readonly names = new Map<string, Uint8Array>();

  async fetch(name: string): Promise<{ content: Uint8Array } | { fail: Failure }> {
    const content = this.names.get(name);
    return content === undefined ? { fail: "not_found" } : { content }; // RL-SVC-4, RL-SVC-5
  }

  async update(name: string, content: Uint8Array, expect: Expect): Promise<Updated> {
    if (!this.holds(name, expect)) return "conflict"; // RL-SVC-6
    this.names.set(name, content);
    return "ok";
  }

  private holds(name: string, expect: Expect): boolean {
    const held = this.names.get(name);
    switch (expect.state) {
      case "any":
        return true;
      case "absent":
        return held === undefined;
      case "exact":
        return held !== undefined && toHex(held) === toHex(expect.content);
    }
  }
}

export class MemoryDisk implements Disk {
  private state: Uint8Array | null = null;

  async load(): Promise<Uint8Array | null> {
    return this.state;
  }

  async save(state: Uint8Array, _delivered: Hex[]): Promise<void> {
    this.state = state;
  }
}

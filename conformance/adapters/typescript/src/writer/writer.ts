// A writer of one log: it appends, and publishes what it appended under the log's name.

import { fromHex, type Hex, toHex } from "../hex.js";
import { checkGroup, messageId, validMessage } from "../message.js";
import { Refusal } from "../refusal.js";
import { Saved } from "../saved.js";
import type { Disk, Expect, Stores, Updated } from "../stores.js";
import { standing } from "./contested.js";
import { type Cut, makeHead } from "./pages.js";
import { emptyState, ownIds, type WriterState } from "./state.js";

/** What a writer is told of its log. */
export interface WriterSettings extends Cut {
  name: string;
  /** The group of the log's messages; `null` for a log that lists anything else, whose ids the caller gives. */
  group: Hex | null;
}

/** Something to append. */
export interface Item {
  /** The id, 32 bytes; `null` in a log of messages, where it follows from the content. */
  id: Hex | null;
  data: Uint8Array;
}

export interface Appended {
  id: Hex;
  status: "appended" | "duplicate" | "ephemeral";
}

/** How a publish ended; see "A contested name". */
export type PublishStatus = "published" | "unchanged" | "empty" | "conflict" | "refused" | "too_large" | "unavailable";

export class Writer {
  private constructor(
    private readonly settings: WriterSettings,
    private readonly stores: Stores,
    private readonly saved: Saved<WriterState>,
  ) {}

  /** A writer that goes on from what `disk` has (RL-WRITE-15). */
  static async open(settings: WriterSettings, stores: Stores, disk: Disk): Promise<Writer> {
    return new Writer(settings, stores, await Saved.load(disk, emptyState()));
  }

  /**
   * Appends items, the oldest first, and answers once they are saved. Throws a `Refusal` if one of them is no valid
   * message of the log's group, and then appends nothing.
   */
  async append(items: Item[]): Promise<Appended[]> {
    const read = items.map((item) => ({ ...this.read(item), data: toHex(item.data) }));
    const state = this.saved.draft();
    const ids = ownIds(state);
    const answer = read.map(({ id, ephemeral, data }): Appended => {
      if (ephemeral) return { id, status: "ephemeral" }; // RL-WRITE-7
      if (ids.has(id)) return { id, status: "duplicate" }; // RL-WRITE-6
      ids.add(id);
      state.head.push({ id, data, address: null });
      return { id, status: "appended" };
    });
    await this.saved.commit(state, []);
    return answer;
  }

  /** Publishes what was appended. Whatever it answers, nothing that was appended is lost, and it can be called again. */
  async publish(): Promise<PublishStatus> {
    const state = this.saved.draft();
    if (state.sealed.length + state.head.length === 0) return "empty"; // RL-WRITE-9
    const found = await this.stores.names.fetch(this.settings.name);
    if ("fail" in found && found.fail !== "not_found") return "unavailable";
    const held = "content" in found ? found.content : null;
    if (held !== null) {
      const stands = await standing(state, held, this.stores.content);
      if (stands === "unavailable") return "unavailable";
      if (stands !== "older") return "refused"; // RL-WRITE-10
    }
    const head = await makeHead(state, this.settings, this.stores.content);
    if (head !== null) state.tried = toHex(head); // saved before the update, so that it is known after a crash
    await this.saved.commit(state, []);
    if (head === null) return "unavailable"; // RL-WRITE-13
    if (held !== null && Buffer.compare(held, head) === 0) return "unchanged"; // RL-WRITE-8
    return await this.update(state, head, held);
  }

  private async update(state: WriterState, head: Uint8Array, held: Uint8Array | null): Promise<PublishStatus> {
    const { names } = this.stores;
    const expect: Expect = held === null ? { state: "absent" } : { state: "exact", content: held };
    const compared = await names.update(this.settings.name, head, expect); // RL-WRITE-11
    if (compared !== "unsupported") return statusOf(compared);
    const status = statusOf(await names.update(this.settings.name, head, { state: "any" })); // RL-WRITE-12
    return status === "published" ? await this.readBack(state) : status;
  }

  /** Looks again after an update that nobody compared (RL-WRITE-17). */
  private async readBack(state: WriterState): Promise<PublishStatus> {
    const found = await this.stores.names.fetch(this.settings.name);
    if ("fail" in found) return "published";
    const stands = await standing(state, found.content, this.stores.content);
    return stands === "older" || stands === "unavailable" ? "published" : "conflict";
  }

  private read({ id, data }: Item): { id: Hex; ephemeral: boolean } {
    const { group } = this.settings;
    if (group !== null) {
      const message = validMessage(data);
      checkGroup(message, group);
      return { id: messageId(message), ephemeral: message.metadata?.ephemeral ?? false };
    }
    if (id === null || fromHex(id).length !== 32) {
      throw new Refusal("invalid", "local-hash-length", `The id of an item is "${id ?? ""}" instead of 32 bytes.`);
    }
    return { id, ephemeral: false };
  }
}

function statusOf(updated: Updated): PublishStatus {
  switch (updated) {
    case "ok":
      return "published";
    case "conflict":
    case "too_large":
      return updated;
    default:
      return "unavailable"; // RL-WRITE-18
  }
}

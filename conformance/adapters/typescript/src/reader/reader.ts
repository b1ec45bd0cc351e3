// A reader of one log: it catches up, and goes on from what it saved.

import { fromHex, type Hex, toHex } from "../hex.js";
import { Saved } from "../saved.js";
import type { Disk, Stores } from "../stores.js";
import { Call, type Delivered, type Head, missingReason, type ReaderSettings } from "./call.js";
import { listedIds } from "./chain.js";
import { type Class, classify } from "./classify.js";
import { emptyState, type GapReason, type MissingReason, type ReaderState } from "./state.js";

/** What the head is, or why there was none to classify. */
export type HeadStatus =
  | Class
  | "none"
  | "unavailable"
  | "timeout"
  | "malformed"
  | "invalid"
  | "mismatch"
  | "too_large";

/** What one call found. */
export interface Answer {
  head: HeadStatus;
  /** What this call delivered, the oldest first (RL-READ-2). */
  delivered: Delivered[];
  /** Every item that is missing. */
  missing: { id: Hex; reason: MissingReason }[];
  /** Every page that is missing. */
  gaps: { address: Hex; reason: GapReason }[];
  /** Tails met in this call that lead back. */
  cycles: Hex[];
  /** New ids that the head lists below ids of the floor (RL-NAME-13). */
  inserted: Hex[];
  /** Whether the head lists ids of the floor in another order. */
  reordered: boolean;
  /** For a fork, the bytes of the head that was accepted last, and of this one (RL-NAME-18). */
  evidence: { floor: Uint8Array; head: Uint8Array } | null;
}

export class Reader {
  private constructor(
    private readonly settings: ReaderSettings,
    private readonly stores: Stores,
    private readonly saved: Saved<ReaderState>,
  ) {}

  /** A reader that goes on from what `disk` has (RL-READ-16). It only reads from `stores` (RL-SVC-9). */
  static async open(settings: ReaderSettings, stores: Stores, disk: Disk): Promise<Reader> {
    return new Reader(settings, stores, await Saved.load(disk, emptyState()));
  }

  /**
   * Follows the name once, and tries again what is due at `now`, in seconds. Answers after what it delivers is saved;
   * throws what the disk throws, and then nothing was delivered (RL-READ-15). One call at a time.
   */
  async sync(now: number): Promise<Answer> {
    const state = this.saved.draft();
    const call = new Call(this.settings, this.stores, state, now);
    await call.run();
    const { head } = call;
    const listing = typeof head === "string" ? state.floor : head;
    const delivered = oldestFirst(call.delivered, listedIds(state, listing));
    const judged = judge(state, head);
    await this.saved.commit(
      state,
      delivered.map(({ id }) => id),
    );
    return {
      ...judged,
      delivered,
      missing: [...state.missing].map(([id, item]) => ({ id, reason: missingReason(item) })),
      gaps: [...state.gaps].map(([address, { reason }]) => ({ address, reason })),
      cycles: call.cycles,
    };
  }
}

/** Judges what the name held, and moves the floor if that is advanced (RL-NAME-11). */
function judge(state: ReaderState, head: Head): Pick<Answer, "head" | "inserted" | "reordered" | "evidence"> {
  const { floor } = state;
  if (typeof head === "string") {
    const none = floor.bytes === "" ? "none" : "unavailable"; // RL-NAME-3
    return { head: head === "not_found" ? none : head, inserted: [], reordered: false, evidence: null };
  }
  const found = classify(state, head);
  const evidence = found.class === "fork" ? { floor: fromHex(floor.bytes), head: head.bytes } : null;
  if (found.class === "advanced") state.floor = { bytes: toHex(head.bytes), ids: head.ids, tail: head.tail };
  return { head: found.class, inserted: found.inserted, reordered: found.reordered, evidence };
}

/** In the order of the head's chain, turned round; what that does not reach comes before (RL-READ-2). */
function oldestFirst(delivered: Delivered[], chain: Hex[]): Delivered[] {
  const places = new Map(chain.map((id, index) => [id, index]));
  const place = (id: Hex) => places.get(id) ?? Number.POSITIVE_INFINITY;
  return [...delivered].sort((a, b) => (place(a.id) === place(b.id) ? b.met - a.met : place(b.id) - place(a.id)));
}

// One call of a reader: it fetches the name, walks the tails, gets what is missing, and judges the head.

import { checkAddress, type Kind } from "../address.js";
import { fromHex, type Hex, toHex } from "../hex.js";
import { checkMessage } from "../message.js";
import { decodePage, type Page } from "../page.js";
import { orReason, type Reason } from "../refusal.js";
import { failedAt } from "../retry.js";
import type { Failure, Stores } from "../stores.js";
import { follow } from "./chain.js";
import { Gets } from "./gets.js";
import type { Listing, Missing, MissingReason, ReaderState } from "./state.js";

/** The bounds within which one call of a reader works; see "Bounds and cycles". Each is at least 1. */
export interface Limits {
  pages: number;
  pageBytes: number;
  pairs: number;
  contentBytes: number;
  callBytes: number;
  gets: number;
}

/** The recommended bounds. */
export const RECOMMENDED: Limits = {
  pages: 1000,
  pageBytes: 2 ** 20,
  pairs: 4096,
  contentBytes: 2 ** 24,
  callBytes: 2 ** 28,
  gets: 16,
};

/** What a reader is told of a log. */
export interface ReaderSettings {
  name: string;
  /** The group of the log's messages; `null` for a log that lists anything else, whose items are opaque. */
  group: Hex | null;
  kind: Kind;
  limits: Limits;
  /** Asked before a message is delivered; what it refuses is a mismatch (RL-READ-23). */
  authenticate?: (content: Uint8Array) => Promise<boolean>;
}

/** An item that a call delivers. */
export interface Delivered {
  id: Hex;
  data: Uint8Array;
  check: "verified" | "opaque";
  /** Counts up with each item that is listed: what is older was met later. */
  met: number;
}

/** How many addresses for an item are taken from one page, and how many are kept (RL-READ-10). */
const CANDIDATES = 64;

/** What the name held: a head, nothing at all, or what cannot be used. */
export type Head = (Listing & { bytes: Uint8Array }) | Failure | Reason;

export class Call {
  readonly delivered: Delivered[] = [];
  readonly cycles: Hex[] = [];
  head: Head = "unavailable";
  private readonly gets: Gets;
  private pagesAsked = 0;
  /** Items of which an address is asked, and the addresses that wait for the answer. */
  private readonly busy = new Map<Hex, Hex[]>();

  constructor(
    private readonly settings: ReaderSettings,
    private readonly stores: Stores,
    private readonly state: ReaderState,
    private readonly now: number,
  ) {
    this.gets = new Gets(settings.limits);
  }

  async run(): Promise<void> {
    for (const [address, gap] of this.state.gaps) {
      if (gap.due <= this.now) this.gets.addDue(gap.due, () => this.startPage(address));
    }
    for (const [id, item] of this.state.missing) {
      for (const [address, tries] of item.candidates) {
        if (tries.due <= this.now) this.gets.addDue(tries.due, () => this.startContent(id, address));
      }
    }
    await this.gets.run(this.fetchHead());
  }

  private async fetchHead(): Promise<void> {
    const found = await this.stores.names.fetch(this.settings.name);
    if ("fail" in found) {
      this.head = found.fail;
      return;
    }
    this.gets.receive(found.content);
    const page = this.readPage(found.content, null);
    if (typeof page === "string") {
      this.head = page;
      return;
    }
    this.head = { bytes: found.content, ...listing(page) };
    await this.takePage(page);
    this.walkOn(this.head.tail);
  }

  /** Records a tail, and asks for its page, unless it is recorded already (RL-READ-4). */
  private walkOn(tail: Hex): void {
    const { pages, gaps } = this.state;
    if (tail === "" || pages.has(tail) || gaps.has(tail)) return;
    gaps.set(tail, { reason: "bound", tries: 0, due: this.now });
    this.gets.addPage(() => this.startPage(tail));
  }

  private startPage(address: Hex): Promise<void> | null {
    if (this.pagesAsked >= this.settings.limits.pages) return null; // RL-LIMIT-2
    this.pagesAsked++;
    return this.getPage(address);
  }

  private async getPage(address: Hex): Promise<void> {
    const found = await this.stores.content.get(address);
    if ("content" in found) this.gets.receive(found.content);
    const page = "fail" in found ? found.fail : this.readPage(found.content, address);
    const { pages, gaps } = this.state;
    if (typeof page === "string") {
      const before = gaps.get(address) ?? { tries: 0, due: this.now };
      gaps.set(address, { reason: page, ...failedAt(before, this.now) });
      return;
    }
    await this.takePage(page);
    const { ids, tail } = listing(page);
    gaps.delete(address);
    pages.set(address, { ids, tail });
    const chain = follow(this.state, tail);
    if (chain.links.some((link) => link.address === address)) this.cycles.push(tail); // RL-READ-14
    this.walkOn(tail);
  }

  /** Looks at a page in the order of the specification; `address` is `null` for a head. */
  private readPage(bytes: Uint8Array, address: Hex | null): Page | Reason {
    const { limits, kind } = this.settings;
    if (bytes.length > limits.pageBytes) return "too_large"; // RL-LIMIT-1, RL-LIMIT-6
    const read = orReason(() => {
      if (address !== null) checkAddress(kind, fromHex(address), bytes);
      return decodePage(bytes);
    });
    if ("reason" in read) return read.reason;
    return read.ok.pairs.length > limits.pairs ? "too_large" : read.ok; // RL-LIMIT-4
  }

  /** Takes what the pairs of a page carry, and notes what they point to. */
  private async takePage(page: Page): Promise<void> {
    const embedded: (Delivered["check"] | Reason | null)[] = [];
    for (const { local, data } of page.pairs) {
      const id = toHex(local);
      const wanted = data.length > 0 && !this.state.delivered.has(id);
      embedded.push(wanted ? await this.check(id, data) : null);
    }
    const taken = new Map<Hex, number>();
    for (const [index, { local, remote, data }] of page.pairs.entries()) {
      const id = toHex(local);
      if (this.state.delivered.has(id)) continue;
      const met = this.state.met++;
      const check = embedded[index] ?? null;
      if (check === "verified" || check === "opaque") {
        this.deliver({ id, data, check, met: this.state.missing.get(id)?.met ?? met });
        continue;
      }
      const item: Missing = this.state.missing.get(id) ?? { reason: "unlisted", candidates: new Map(), met };
      if (check !== null) item.reason = check;
      this.state.missing.set(id, item);
      const count = taken.get(id) ?? 0;
      if (remote.length > 0 && count < CANDIDATES) {
        taken.set(id, count + 1);
        this.addCandidate(id, item, toHex(remote));
      }
    }
  }

  /** Notes an address for an item, and asks for it, unless it is known (RL-READ-10, RL-READ-20). */
  private addCandidate(id: Hex, item: Missing, address: Hex): void {
    if (item.candidates.has(address)) return;
    item.candidates.set(address, { tries: 0, due: this.now });
    for (const oldest of item.candidates.keys()) {
      if (item.candidates.size <= CANDIDATES) break;
      item.candidates.delete(oldest);
    }
    this.gets.addContent(() => this.startContent(id, address));
  }

  private startContent(id: Hex, address: Hex): Promise<void> | null {
    const item = this.state.missing.get(id);
    if (item === undefined) return null; // it is delivered: RL-READ-18
    const waiting = this.busy.get(id);
    if (waiting !== undefined) {
      waiting.push(address);
      return null;
    }
    this.busy.set(id, []);
    return this.getContent(id, item, address);
  }

  private async getContent(id: Hex, item: Missing, address: Hex): Promise<void> {
    const reason = await this.tryContent(id, item, address);
    const waiting = this.busy.get(id) ?? [];
    this.busy.delete(id);
    if (reason === null || this.state.delivered.has(id)) return;
    item.reason = reason;
    const before = item.candidates.get(address);
    if (before !== undefined) item.candidates.set(address, failedAt(before, this.now));
    for (const next of waiting.reverse()) this.gets.again(() => this.startContent(id, next));
  }

  /** Gets an item from an address and delivers it, or answers why not. */
  private async tryContent(id: Hex, item: Missing, address: Hex): Promise<MissingReason | null> {
    const found = await this.stores.content.get(address);
    if ("fail" in found) return found.fail;
    const { content } = found;
    this.gets.receive(content);
    if (content.length > this.settings.limits.contentBytes) return "too_large"; // RL-LIMIT-3
    const named = orReason(() => checkAddress(this.settings.kind, fromHex(address), content)); // RL-READ-13
    if ("reason" in named) return named.reason;
    const check = await this.check(id, content);
    if (check !== "verified" && check !== "opaque") return check;
    if (!this.state.delivered.has(id)) this.deliver({ id, data: content, check, met: item.met });
    return null;
  }

  /** Whether content can be the item `id`: how it was checked, or the reason why not (RL-READ-11, RL-READ-12). */
  private async check(id: Hex, content: Uint8Array): Promise<Delivered["check"] | Reason> {
    const { group, limits, authenticate } = this.settings;
    if (content.length > limits.contentBytes) return "too_large";
    if (group === null) return "opaque";
    const checked = orReason(() => checkMessage(content, id, group));
    if ("reason" in checked) return checked.reason;
    return authenticate === undefined || (await authenticate(content)) ? "verified" : "mismatch";
  }

  private deliver(item: Delivered): void {
    this.state.delivered.add(item.id);
    this.state.missing.delete(item.id);
    this.delivered.push(item);
  }
}

/** The reason that is reported for a missing item: `bound` while there is an address that was never tried. */
export function missingReason(item: Missing): MissingReason {
  return [...item.candidates.values()].some(({ tries }) => tries === 0) ? "bound" : item.reason;
}

function listing(page: Page): Listing {
  return { ids: page.pairs.map((pair) => toHex(pair.local)), tail: toHex(page.tail) };
}

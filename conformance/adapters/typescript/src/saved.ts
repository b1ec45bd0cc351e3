// State that is on a disk: changed in a draft, which counts once it is saved.

import type { Hex } from "./hex.js";
import type { Disk } from "./stores.js";

/** State `T` of plain objects, arrays, strings, numbers, maps and sets, kept on a disk as JSON. */
export class Saved<T> {
  private constructor(
    private readonly disk: Disk,
    private text: string,
  ) {}

  /** Loads what the disk has, or begins with `first`. */
  static async load<T>(disk: Disk, first: T): Promise<Saved<T>> {
    const bytes = await disk.load();
    return new Saved<T>(disk, bytes === null ? write(first) : new TextDecoder().decode(bytes));
  }

  /** A copy of the state, free to be changed. Nothing counts before `commit`. */
  draft(): T {
    return JSON.parse(this.text, (_, value) => revive(value));
  }

  /**
   * Saves `draft` and makes it the state, unless nothing changed; answers whether it did. `stamp` may add to a draft that
   * changed what would not be worth a save by itself. If the disk throws, the state is as before.
   */
  async commit(draft: T, delivered: Hex[], stamp: (draft: T) => void = () => {}): Promise<boolean> {
    if (write(draft) === this.text) return false;
    stamp(draft);
    const text = write(draft);
    await this.disk.save(new TextEncoder().encode(text), delivered);
    this.text = text;
    return true;
  }
}

function write(state: unknown): string {
  return JSON.stringify(state, (_, value) => {
    if (value instanceof Map) return { map: [...value] };
    if (value instanceof Set) return { set: [...value] };
    return value;
  });
}

function revive(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("map" in value) return new Map(value.map as [unknown, unknown][]);
  if ("set" in value) return new Set(value.set as unknown[]);
  return value;
}

// The fields of a request, typed: what is missing or of another type is a fault that names the field.

import { fromHex, type Hex } from "../hex.js";

/** A request or an answer of the harness that does not have the shape of the protocol. */
export class BadShape extends Error {
  override readonly name = "BadShape";
}

const INTEGER = /^(0|-?[1-9][0-9]*)$/;

/** An object of the protocol; each method reads one of its fields. */
export class Fields {
  private constructor(
    private readonly values: Record<string, unknown>,
    private readonly at: string,
  ) {}

  static of(value: unknown, at: string): Fields {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new BadShape(`${at} is not an object.`);
    return new Fields(value as Record<string, unknown>, at);
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  text(name: string): string {
    const value = this.values[name];
    if (typeof value !== "string") throw this.bad(name, "a string");
    return value;
  }

  bool(name: string): boolean {
    const value = this.values[name];
    if (typeof value !== "boolean") throw this.bad(name, "true or false");
    return value;
  }

  /** One of the texts of `options`. */
  choice<T extends string>(name: string, options: readonly T[]): T {
    const value = this.text(name);
    const found = options.find((option) => option === value);
    if (found === undefined) throw this.bad(name, `one of ${options.join(", ")}`);
    return found;
  }

  hex(name: string): Hex {
    const value = this.text(name);
    fromHex(value);
    return value;
  }

  bytes(name: string): Uint8Array {
    return fromHex(this.text(name));
  }

  byteLists(name: string): Uint8Array[] {
    return this.array(name).map((value) => fromHex(String(value)));
  }

  int64(name: string): bigint {
    const value = this.text(name);
    const number = INTEGER.test(value) ? BigInt(value) : undefined;
    if (number === undefined || BigInt.asIntN(64, number) !== number)
      throw this.bad(name, "a decimal string within an int64");
    return number;
  }

  /** A count or a bound. What is beyond 2^53 is as good as unbounded, so it is cut off there. */
  count(name: string): number {
    const number = this.int64(name);
    if (number < 0n) throw this.bad(name, "a decimal string that is not negative");
    return Math.min(Number(number), Number.MAX_SAFE_INTEGER);
  }

  object(name: string): Fields {
    return Fields.of(this.values[name], `${this.at}.${name}`);
  }

  objects(name: string): Fields[] {
    return this.array(name).map((value, index) => Fields.of(value, `${this.at}.${name}[${index}]`));
  }

  private array(name: string): unknown[] {
    const value = this.values[name];
    if (!Array.isArray(value)) throw this.bad(name, "an array");
    return value;
  }

  private bad(name: string, wanted: string): BadShape {
    return new BadShape(`${this.at}.${name} is not ${wanted}: see spec/adapter-protocol.md.`);
  }
}

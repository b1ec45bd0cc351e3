// Strict protobuf: a scan that refuses what decoders disagree on (profile strict-wire), and then the stock decoder.
//
// @bufbuild/protobuf is more lenient than the specification (it does not look at the wire type of a known field, takes
// varints beyond 64 bits, and strips the byte order mark of a string) and in one place stricter (it takes no tag of more
// than five bytes). So it is handed the known fields only, with short tags.

import { isUtf8 } from "node:buffer";
import {
  create,
  type DescField,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  ScalarType,
  toBinary,
} from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { type Detail, Refusal } from "./refusal.js";

/** How deep unknown groups may nest; RL-WIRE-12 asks for 32 levels at least. */
const MAX_GROUP_DEPTH = 100;

const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Reads `bytes` by `schema`. Throws a `Refusal` that is `malformed`
 * (RL-WIRE-3, RL-WIRE-4, RL-WIRE-5, RL-WIRE-6, RL-WIRE-9 to RL-WIRE-13).
 */
export function decode<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> {
  const writer = new BinaryWriter();
  new Scan(bytes, 0, bytes.length).message(schema, writer);
  return fromBinary(schema, writer.finish());
}

/** Writes `fields` by `schema`, canonically (RL-WIRE-2, RL-WIRE-7). */
export function encode<D extends DescMessage>(schema: D, fields: MessageInitShape<D>): Uint8Array {
  return toBinary(schema, create(schema, fields));
}

/** One pass over the bytes of a message, from `at` up to `end`. */
class Scan {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
    private readonly end: number,
  ) {}

  /** Refuses what is malformed, and copies the fields that `schema` knows to `writer`. */
  message(schema: DescMessage, writer: BinaryWriter): void {
    while (this.at < this.end) {
      const { number, type } = this.tag();
      const field = schema.fields.find((known) => known.number === number);
      if (field !== undefined) this.known(field, type, writer);
      else this.skip(number, type);
    }
  }

  private known(field: DescField, type: number, writer: BinaryWriter): void {
    const wanted = wireType(field);
    if (type !== wanted) {
      throw refuse(
        "wrong-wire-type",
        `field ${field.number} (${field.name}) has wire type ${type} instead of ${wanted}`,
      );
    }
    writer.tag(field.number, wanted);
    if (wanted === WireType.Varint) {
      const start = this.at;
      this.varint();
      writer.raw(this.bytes.subarray(start, this.at));
      return;
    }
    const end = this.length();
    if (field.message !== undefined) {
      writer.fork();
      new Scan(this.bytes, this.at, end).message(field.message, writer);
      writer.join();
    } else {
      const content = this.bytes.subarray(this.at, end);
      writer.bytes(field.scalar === ScalarType.STRING ? text(content) : content);
    }
    this.at = end;
  }

  /** Passes over an unknown field by its wire type alone; a group with all that is in it. */
  private skip(number: number, type: number): void {
    const open: number[] = [];
    for (;;) {
      switch (type) {
        case WireType.Varint:
          this.varint();
          break;
        case WireType.Bit64:
          this.forward(8);
          break;
        case WireType.Bit32:
          this.forward(4);
          break;
        case WireType.LengthDelimited:
          this.at = this.length();
          break;
        case WireType.StartGroup:
          if (open.length === MAX_GROUP_DEPTH) {
            throw refuse("too-deep", `groups nest deeper than ${MAX_GROUP_DEPTH} levels`);
          }
          open.push(number);
          break;
        default:
          if (open.pop() !== number) throw refuse("group-mismatch", `group ${number} ends where it is not open`);
      }
      if (open.length === 0) return;
      if (this.at === this.end) throw refuse("group-unended", `the bytes end while group ${open.at(-1)} is open`);
      ({ number, type } = this.tag());
    }
  }

  private tag(): { number: number; type: number } {
    const tag = this.varint();
    if (tag > 0xffffffff) throw refuse("tag-too-large", "a tag is beyond 32 bits");
    const number = tag >>> 3;
    const type = tag & 7;
    if (number === 0) throw refuse("field-zero", "a tag has the field number 0");
    if (type > 5) throw refuse("bad-wire-type", `a tag has the wire type ${type}`);
    return { number, type };
  }

  /** Reads a length, and answers where what it measures ends. */
  private length(): number {
    const length = this.varint();
    if (length > this.end - this.at) {
      throw refuse("truncated", `a field is ${length} bytes long, and only ${this.end - this.at} are there`);
    }
    return this.at + length;
  }

  private forward(count: number): void {
    if (count > this.end - this.at) throw refuse("truncated", "the bytes end inside a number");
    this.at += count;
  }

  /** A varint, exact up to 53 bits: the values beyond are only compared with smaller bounds. */
  private varint(): number {
    let value = 0;
    for (let index = 0; index < 10; index++) {
      const byte = this.at < this.end ? this.bytes[this.at] : undefined;
      if (byte === undefined) throw refuse("truncated", "the bytes end inside a varint");
      this.at++;
      if (index === 9 && byte > 1) break;
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw refuse("varint-too-long", "a varint is longer than ten bytes, or beyond 64 bits");
  }
}

/** The wire type of a field; these schemas have varints, and what is measured by a length. */
function wireType(field: DescField): WireType {
  return field.scalar === ScalarType.INT64 || field.scalar === ScalarType.BOOL
    ? WireType.Varint
    : WireType.LengthDelimited;
}

/** UTF-8 as the stock decoder takes it: it drops one byte order mark, which is part of a name like any other character. */
function text(content: Uint8Array): Uint8Array {
  if (!isUtf8(content)) throw refuse("not-utf8", "a name is not valid UTF-8");
  const marked = BYTE_ORDER_MARK.every((byte, index) => content[index] === byte);
  return marked ? Buffer.concat([BYTE_ORDER_MARK, content]) : content;
}

function refuse(detail: Detail, what: string): Refusal {
  return new Refusal("malformed", detail, `The bytes are not what the schema says: ${what}.`);
}

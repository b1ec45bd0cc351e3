// Addresses: how each kind is parsed, and how content is checked against one.
//
// The decoders of `multiformats` take varints that are longer than need be and refuse those beyond 56 bits, so the
// address is parsed here; the tests hold the parser against that library.

import { createHash } from "node:crypto";
import { Refusal } from "./refusal.js";

/** What a log's descriptor says of its addresses; it is never guessed (RL-ADDR-2). */
export type Kind = "opaque" | "multihash" | "cid";

/** How a check ended that refused nothing. */
export type Checked = "verified" | "unverified";

/** Multiformats' codes of the hash functions that this implementation has, their names in node, and their full length. */
const HASHES = new Map<bigint, { name: string; length: number }>([
  [0x12n, { name: "sha256", length: 32 }],
  [0x13n, { name: "sha512", length: 64 }],
  [0x14n, { name: "sha3-512", length: 64 }],
  [0x15n, { name: "sha3-384", length: 48 }],
  [0x16n, { name: "sha3-256", length: 32 }],
  [0x17n, { name: "sha3-224", length: 28 }],
  [0x20n, { name: "sha384", length: 48 }],
  [0xb240n, { name: "blake2b512", length: 64 }],
  [0xb260n, { name: "blake2s256", length: 32 }],
]);

const IDENTITY = 0x00n;
const RAW = 0x55n;

interface Multihash {
  hash: bigint;
  digest: Uint8Array;
}

/**
 * Checks content against its address. Throws a `Refusal`: malformed (RL-ADDR-8), invalid (RL-ADDR-6, RL-ADDR-7) or a
 * mismatch (RL-ADDR-3, RL-ADDR-4).
 */
export function checkAddress(kind: Kind, address: Uint8Array, content: Uint8Array): Checked {
  switch (kind) {
    case "opaque":
      return "unverified";
    case "multihash":
      return checkMultihash(new Parser(address, "not-a-multihash").multihash(0), content);
    case "cid": {
      const multihash = parseCid(address);
      return multihash === null ? "unverified" : checkMultihash(multihash, content);
    }
  }
}

/** The multihash of a CID of version 1 and codec raw; `null` for any other (RL-ADDR-4, RL-ADDR-5). */
function parseCid(address: Uint8Array): Multihash | null {
  const parser = new Parser(address, "not-a-cid");
  if (address[0] === 0x12 && address[1] === 0x20) {
    parser.multihash(0);
    return null;
  }
  const version = parser.varint(0);
  if (version.value !== 1n) throw parser.refuse(`its version is ${version.value}`);
  const codec = parser.varint(version.end);
  const multihash = parser.multihash(codec.end);
  return codec.value === RAW ? multihash : null;
}

function checkMultihash({ hash, digest }: Multihash, content: Uint8Array): Checked {
  if (hash === IDENTITY) {
    throw new Refusal("invalid", "identity-hash", "The address is an identity hash, which is content in disguise.");
  }
  const known = HASHES.get(hash);
  if (known === undefined) return "unverified"; // RL-ADDR-9
  if (digest.length !== known.length) {
    throw new Refusal(
      "invalid",
      "digest-length",
      `The digest of the address is ${digest.length} bytes long, and ${known.name} has ${known.length}.`,
    );
  }
  if (!createHash(known.name).update(content).digest().equals(digest)) {
    throw new Refusal("mismatch", "digest-mismatch", `The content does not hash to its address (${known.name}).`);
  }
  return "verified";
}

/** Reads the parts of an address, each from a given place. */
class Parser {
  constructor(
    private readonly address: Uint8Array,
    private readonly detail: "not-a-multihash" | "not-a-cid",
  ) {}

  /** A varint of multiformats: at most nine bytes, and never longer than need be. */
  varint(at: number): { value: bigint; end: number } {
    let value = 0n;
    for (let index = 0; index < 9; index++) {
      const byte = this.address[at + index];
      if (byte === undefined) throw this.refuse("it is cut short");
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) {
        if (byte === 0 && index > 0) throw this.refuse("a varint is longer than need be");
        return { value, end: at + index + 1 };
      }
    }
    throw this.refuse("a varint is longer than nine bytes");
  }

  /** A multihash that goes on to the end of the address. */
  multihash(at: number): Multihash {
    const hash = this.varint(at);
    const length = this.varint(hash.end);
    const there = BigInt(this.address.length - length.end);
    if (length.value > there) throw this.refuse("its digest is cut short");
    if (length.value < there) {
      throw new Refusal(
        "malformed",
        "trailing-bytes",
        `The address goes on after its digest, for ${there - length.value} bytes.`,
      );
    }
    return { hash: hash.value, digest: this.address.subarray(length.end) };
  }

  refuse(what: string): Refusal {
    const kind = this.detail === "not-a-cid" ? "CID" : "multihash";
    return new Refusal("malformed", this.detail, `The address is no ${kind}: ${what}.`);
  }
}

// Addresses, made by the `multiformats` library, which knows nothing of this parser.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { CID } from "multiformats/cid";
import { create } from "multiformats/hashes/digest";
import { sha256, sha512 } from "multiformats/hashes/sha2";
import { checkAddress, fromHex, type Kind, Refusal } from "../index.js";

const CONTENT = Buffer.from("hello");
const RAW = 0x55;
const DAG_PB = 0x70;

const sha2 = await sha256.digest(CONTENT);
const CODES: [name: string, code: number][] = [
  ["sha3-512", 0x14],
  ["sha3-384", 0x15],
  ["sha3-256", 0x16],
  ["sha3-224", 0x17],
  ["sha384", 0x20],
  ["blake2b512", 0xb240],
  ["blake2s256", 0xb260],
];

test("content that hashes to its multihash is verified", async () => {
  assert.equal(checkAddress("multihash", sha2.bytes, CONTENT), "verified");
  assert.equal(checkAddress("multihash", (await sha512.digest(CONTENT)).bytes, CONTENT), "verified");
  for (const [name, code] of CODES) {
    const address = create(code, createHash(name).update(CONTENT).digest()).bytes;
    assert.equal(checkAddress("multihash", address, CONTENT), "verified", name);
    refuses("multihash", address, "mismatch", "digest-mismatch", Buffer.from("other"));
  }
});

test("a CID is checked when its version is 1 and its codec raw", () => {
  assert.equal(checkAddress("cid", CID.createV1(RAW, sha2).bytes, CONTENT), "verified");
  refuses("cid", CID.createV1(RAW, sha2).bytes, "mismatch", "digest-mismatch", Buffer.from("other"));
  assert.equal(checkAddress("cid", CID.createV1(DAG_PB, sha2).bytes, Buffer.from("other")), "unverified");
  assert.equal(checkAddress("cid", CID.createV0(sha2).bytes, Buffer.from("other")), "unverified");
});

test("the kind is never guessed", () => {
  assert.equal(checkAddress("opaque", sha2.bytes, Buffer.from("other")), "unverified");
  refuses("multihash", CID.createV1(RAW, sha2).bytes, "malformed", "not-a-multihash");
});

test("a function that is not had leaves content unverified, whatever the length of its digest", () => {
  assert.equal(checkAddress("multihash", create(0x11, new Uint8Array(3)).bytes, CONTENT), "unverified");
  assert.equal(checkAddress("multihash", fromHex("ffffffffffffffff7f0161"), CONTENT), "unverified");
});

describe("an address is refused", () => {
  const digest = "61".repeat(32);
  const cases: [what: string, kind: Kind, address: string, reason: string, detail: string][] = [
    ["that hashes nothing", "multihash", "000568656c6c6f", "invalid", "identity-hash"],
    ["with a digest that is too short", "multihash", "12026161", "invalid", "digest-length"],
    ["that is empty", "multihash", "", "malformed", "not-a-multihash"],
    ["that is cut short", "multihash", "122061", "malformed", "not-a-multihash"],
    ["that goes on", "multihash", `1220${digest}61`, "malformed", "trailing-bytes"],
    ["with a varint that is longer than need be", "multihash", `9200a000${digest}`, "malformed", "not-a-multihash"],
    ["with a varint of ten bytes", "multihash", "808080808080808080010161", "malformed", "not-a-multihash"],
    ["of version 2", "cid", `02551220${digest}`, "malformed", "not-a-cid"],
    ["of version 0 that is cut short", "cid", "122061", "malformed", "not-a-cid"],
    ["of version 0 that goes on", "cid", `1220${digest}61`, "malformed", "trailing-bytes"],
    ["of version 1 that hashes nothing", "cid", "01550000", "invalid", "identity-hash"],
  ];
  for (const [what, kind, address, reason, detail] of cases) {
    test(what, () => refuses(kind, fromHex(address), reason, detail));
  }
});

function refuses(kind: Kind, address: Uint8Array, reason: string, detail: string, content: Uint8Array = CONTENT): void {
  assert.throws(
    () => checkAddress(kind, address, content),
    (error) => {
      assert.ok(error instanceof Refusal, String(error));
      assert.deepEqual([error.reason, error.detail], [reason, detail]);
      return true;
    },
  );
}

// What malformed bytes are refused for, written by hand from the section "On the wire".

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  decodeMessage,
  decodePage,
  decodePayload,
  decodeService,
  encodeService,
  fromHex,
  Refusal,
  toHex,
} from "../index.js";

const ID = "61".repeat(32);
const PAIR = `0a22${"1220"}${ID}`;

/** Pages that are malformed, and how. */
const MALFORMED: [what: string, bytes: string, detail: string][] = [
  ["a tag that is cut short", "92", "truncated"],
  ["a length that is cut short", "12", "truncated"],
  ["a tail that is cut short", "120261", "truncated"],
  ["a pair that reaches beyond the page", "0a221220", "truncated"],
  ["a field that reaches beyond its pair", "0a0312026161", "truncated"],
  ["a length of 2^62", "12808080808080808040", "truncated"],
  ["a varint of eleven bytes", "288080808080808080808001", "varint-too-long"],
  ["a varint beyond 64 bits", "2880808080808080808002", "varint-too-long"],
  ["the field number 0", "0000", "field-zero"],
  ["the field number 0 in a group", "2b00002c", "field-zero"],
  ["a tag beyond 32 bits", "8280808010", "tag-too-large"],
  ["the wire type 6", "2e", "bad-wire-type"],
  ["the wire type 7", "2f", "bad-wire-type"],
  ["a tail that is a varint", "1001", "wrong-wire-type"],
  ["a pair that is a group", "0b0c", "wrong-wire-type"],
  ["a group that ends under another number", "2b34", "group-mismatch"],
  ["the end of a group that was not begun", "2c", "group-mismatch"],
  ["a group without an end", "2b", "group-unended"],
  ["a group that its pair cuts", "0a012b2c", "group-unended"],
  ["groups of 101 levels", "2b".repeat(101) + "2c".repeat(101), "too-deep"],
];

describe("a malformed page", () => {
  for (const [what, bytes, detail] of MALFORMED) {
    test(what, () => assert.throws(() => decodePage(fromHex(bytes)), refusal("malformed", detail)));
  }
});

/** What may stand before a pair without changing the page. */
const ACCEPTED: [what: string, bytes: string][] = [
  ["nothing", ""],
  ["an unknown varint of ten bytes", "28ffffffffffffffffff01"],
  ["unknown numbers of 8 and of 4 bytes", "2961616161616161612d61616161"],
  ["unknown bytes", "2a026161"],
  ["groups of 100 levels", "2b".repeat(100) + "2c".repeat(100)],
  ["a group with a known field of another type in it", "2b10012c"],
  ["a tag of seven bytes", "aa808080808000026161"],
];

describe("a page is read with something unknown before its pair", () => {
  for (const [what, bytes] of ACCEPTED) {
    test(what, () => {
      const page = decodePage(fromHex(bytes + PAIR));
      assert.deepEqual(
        page.pairs.map(({ local }) => toHex(local)),
        [ID],
      );
    });
  }
});

test("the last of a tail that comes twice counts, and every one must be well formed", () => {
  assert.equal(toHex(decodePage(fromHex("120161120162")).tail), "62");
  assert.throws(() => decodePage(fromHex("0a02120061")), refusal("malformed", "truncated"));
});

test("a localHash that is not 32 bytes long, or absent, is invalid", () => {
  assert.throws(() => decodePage(fromHex("0a03120161")), refusal("invalid", "local-hash-length"));
  assert.throws(() => decodePage(fromHex("0a00")), refusal("invalid", "local-hash-length"));
});

test("a bool is true for a number whose low 32 bits are 0", () => {
  const message = decodeMessage(fromHex("a2f70206108080808010"), "spec");
  assert.equal(message.metadata?.ephemeral, true);
});

test("metadata that comes twice is merged, and absent differs from empty", () => {
  const twice = decodeMessage(fromHex("a2f702050a01611001a2f702050a01621000"), "spec");
  assert.deepEqual(twice.metadata?.parents.map(toHex), ["61", "62"]);
  assert.equal(twice.metadata?.ephemeral, false);
  assert.deepEqual(decodeMessage(fromHex("a2f70200"), "spec").metadata, { parents: [], ephemeral: false });
  assert.equal(decodeMessage(fromHex(""), "spec").metadata, null);
});

test("a payload with the legacy numbers is not one with the numbers of the specification", () => {
  const legacy = fromHex("0a0161");
  assert.deepEqual(decodePayload(legacy, "legacy").acks.map(toHex), ["61"]);
  assert.deepEqual(decodePayload(legacy, "spec").acks, []);
});

test("a name keeps its byte order mark, and is refused when it is not UTF-8", () => {
  const name = "\ufeffalice";
  assert.deepEqual(decodeService("query", encodeService({ message: "query", name })), { message: "query", name });
  assert.throws(() => decodeService("query", fromHex("0a01ff")), refusal("malformed", "not-utf8"));
  assert.throws(() => decodeService("query", fromHex("0a01ff0a0161")), refusal("malformed", "not-utf8"));
});

function refusal(reason: string, detail: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.deepEqual([error.reason, error.detail], [reason, detail]);
    return true;
  };
}

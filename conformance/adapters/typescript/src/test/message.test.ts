// Messages and pages, against the worked examples of the specification.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkMessage,
  decodeMessage,
  encodeMessage,
  encodePage,
  fromHex,
  type Message,
  messageId,
  Refusal,
  toHex,
} from "../index.js";

const GROUP = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const M1_ID = "bc9c163201e09444111f22768f590bd59ead276f4b02ddac93828d1fb1252f54";
const M1 = fromHex(`8af70220${GROUP}90f702c0e8dcec059af7020568656c6c6f`);
const M3_ID = "dfacf21fb5b0fcc63b77d86d885a99ee065d5eb1ea886ffdcb5c59a90400c694";
const M3_AT = "1220f5d7f044e1505463fcee7691ba4729c8929da540e2d9acb88db1e2a8a8d0ff48";
const P_AT = "122077783c984ffdee3dbf0db03bac396734d037dffba6c87183b4065333e363f975";

const hello: Message = { group: fromHex(GROUP), timestamp: 1570190400n, body: Buffer.from("hello"), metadata: null };

test("m1 has the bytes and the id of the specification", () => {
  assert.equal(toHex(encodeMessage(hello, "spec")), toHex(M1));
  assert.equal(messageId(decodeMessage(M1, "spec")), M1_ID);
  assert.equal(messageId(decodeMessage(encodeMessage(hello, "legacy"), "legacy")), M1_ID);
});

test("a negative timestamp survives, and metadata has no part in the id", () => {
  const metadata = { parents: [fromHex(M1_ID)], ephemeral: true };
  const early: Message = { ...hello, timestamp: -(2n ** 63n), metadata };
  assert.equal(decodeMessage(encodeMessage(early, "spec"), "spec").timestamp, -(2n ** 63n));
  assert.equal(messageId({ ...hello, metadata } as Message), M1_ID);
});

test("content is checked to be the listed message of the log's group, in order", () => {
  assert.equal(checkMessage(M1, M1_ID, GROUP).timestamp, 1570190400n);
  const other = "ff".repeat(32);
  const short = encodeMessage({ ...hello, group: new Uint8Array(31) }, "spec");
  const expected: [Uint8Array, string, string, string][] = [
    [new Uint8Array(), other, other, "empty"],
    [fromHex("ff"), other, other, "truncated"],
    [short, other, other, "group-length"],
    [M1, other, other, "id-mismatch"],
    [M1, M1_ID, other, "group-mismatch-with-log"],
  ];
  for (const [content, id, group, detail] of expected) {
    assert.throws(
      () => checkMessage(content, id, group),
      (error) => error instanceof Refusal && error.detail === detail,
      detail,
    );
  }
});

test("the head of the example with hash pairs has the bytes of the specification", () => {
  const pair = { local: fromHex(M3_ID), remote: fromHex(M3_AT), data: new Uint8Array() };
  assert.equal(toHex(encodePage({ pairs: [pair], tail: fromHex(P_AT) })), `0a460a22${M3_AT}1220${M3_ID}1222${P_AT}`);
});

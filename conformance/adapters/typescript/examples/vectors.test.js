// The published vectors in node's own test runner, without the harness: every stateless case, asked of the library.
//
//     npm run build && node --test examples/vectors.test.js
//
// RLOG_VECTORS says where the vectors are: a directory of YAML files, as in the repository, or the bundle's `vectors.json`.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as log from "remote-log-typescript";
import { parse } from "yaml";

const VECTORS = process.env.RLOG_VECTORS ?? fileURLToPath(new URL("../../../../vectors", import.meta.url));

const bytes = log.fromHex;
const hex = log.toHex;
const parents = (metadata) => metadata && { ...metadata, parents: metadata.parents.map(bytes) };
const showMetadata = (metadata) => metadata && { ...metadata, parents: metadata.parents.map(hex) };
const message = ({ group, timestamp, body, metadata }) => ({
  group: bytes(group),
  timestamp: BigInt(timestamp),
  body: bytes(body),
  metadata: parents(metadata),
});
const showMessage = ({ group, timestamp, body, metadata }) => ({
  group: hex(group),
  timestamp: String(timestamp),
  body: hex(body),
  metadata: showMetadata(metadata),
});
const showPage = ({ pairs, tail }) => ({ pairs: pairs.map((pair) => mapValues(pair, hex)), tail: hex(tail) });
const payload = ({ messages, numbers: _, ...ids }) => ({
  ...mapValues(ids, (list) => list.map(bytes)),
  messages: messages.map(message),
});
const showPayload = ({ messages, ...ids }) => ({
  ...mapValues(ids, (list) => list.map(hex)),
  messages: messages.map(showMessage),
});
const fields = (given) => Object.fromEntries(Object.entries(given).map(([k, v]) => [k, k === "name" ? v : bytes(v)]));
const showService = ({ message: _, ...given }) => ({
  fields: mapValues(given, (value) => (typeof value === "string" ? value : hex(value))),
});

/** What the library answers to each stateless operation, in the words of spec/adapter-protocol.md. */
const OPERATIONS = {
  "page.decode": (given) => showPage(log.decodePage(bytes(given.bytes))),
  "page.encode": ({ pairs, tail }) => ({
    bytes: hex(log.encodePage({ pairs: pairs.map((pair) => mapValues(pair, bytes)), tail: bytes(tail) })),
  }),
  "service.decode": (given) => showService(log.decodeService(given.message, bytes(given.bytes))),
  "service.encode": (given) => ({
    bytes: hex(log.encodeService({ message: given.message, ...fields(given.fields) })),
  }),
  "message.id": (given) => ({ id: log.messageId(message({ ...given, metadata: null })) }),
  "message.decode": (given) => showMessage(log.decodeMessage(bytes(given.bytes), given.numbers)),
  "message.encode": (given) => ({ bytes: hex(log.encodeMessage(message(given), given.numbers)) }),
  "message.check": (given) => {
    log.checkMessage(bytes(given.bytes), given.id, given.group);
    return {};
  },
  "payload.decode": (given) => showPayload(log.decodePayload(bytes(given.bytes), given.numbers)),
  "payload.encode": (given) => ({ bytes: hex(log.encodePayload(payload(given), given.numbers)) }),
  "address.check": ({ kind, address, content }) => ({
    checked: log.checkAddress(kind, bytes(address), bytes(content)),
  }),
};

/** How bytes are read for the matcher `decodes`; what is not here is a message of a service. */
const DECODERS = {
  page: (given) => showPage(log.decodePage(given)),
  message: (given) => showMessage(log.decodeMessage(given, "spec")),
  message_legacy: (given) => showMessage(log.decodeMessage(given, "legacy")),
  payload: (given) => showPayload(log.decodePayload(given, "spec")),
  payload_legacy: (given) => showPayload(log.decodePayload(given, "legacy")),
};

let cases = 0;
for (const path of statSync(VECTORS).isDirectory() ? yamlFiles(VECTORS) : [VECTORS]) {
  const text = readFileSync(path, "utf8");
  const file = path.endsWith(".json") ? JSON.parse(text) : parse(text);
  const stateless = file.cases.filter((each) => each.do !== undefined);
  cases += stateless.length;
  describe(file.subject ?? path, () => {
    for (const { id, do: operation, in: given, expect } of stateless) {
      test(id, () => {
        const answer = ask(operation, writtenOut(given, file.let ?? {}));
        for (const assertion of writtenOut(expect, file.let ?? {})) check(assertion, answer);
      });
    }
  });
}

test("there are stateless cases in the vectors", () => {
  assert.notEqual(cases, 0, `No stateless case in ${VECTORS}: set RLOG_VECTORS to the directory of the vectors.`);
});

/** The answer to an operation: `{ ok }`, or what was refused. */
function ask(operation, given) {
  try {
    return { ok: OPERATIONS[operation](given) };
  } catch (error) {
    if (error instanceof log.Refusal) return { rejects: error.reason, detail: error.detail };
    throw error;
  }
}

/** Holds an answer against one assertion of a case; each names the requirement that it tests. */
function check({ req, at, rejects, detail, ...matcher }, answer) {
  if (rejects !== undefined) {
    assert.deepEqual(answer, { rejects, detail: detail ?? answer.detail }, req);
    return;
  }
  assert.ok("ok" in answer, `${req}: refused as ${answer.rejects} (${answer.detail})`);
  const value = lookUp(answer.ok, at.split("/").slice(1));
  if ("is" in matcher) assert.deepEqual(value, matcher.is, req);
  else if ("set" in matcher) assert.deepEqual(sorted(value), sorted(matcher.set), req);
  else if ("at_most" in matcher) assert.ok(BigInt(value) <= BigInt(matcher.at_most), req);
  else {
    const { as, to } = matcher.decodes;
    const decode = DECODERS[as] ?? ((given) => showService(log.decodeService(as, given)));
    assert.deepEqual(decode(bytes(value)), to, req);
  }
}

/** What stands at a JSON pointer; `*` stands for every element of an array. */
function lookUp(value, [segment, ...rest]) {
  if (segment === undefined) return value;
  return segment === "*" ? value.map((each) => lookUp(each, rest)) : lookUp(value[segment], rest);
}

function sorted(values) {
  return values.map((value) => JSON.stringify(value, fieldsInOrder)).sort();
}

/** For JSON.stringify: the same text for the same value, in whatever order its fields came. */
function fieldsInOrder(_, value) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort()) : value;
}

/** Names for bytes and repeated bytes, written out; the bundle has none. */
function writtenOut(value, names) {
  if (typeof value === "string") return value.startsWith("$") ? writtenOut(names[value.slice(1)], names) : value;
  if (Array.isArray(value)) return value.map((each) => writtenOut(each, names));
  if (value === null || typeof value !== "object") return value;
  if ("repeat" in value) return writtenOut(value.repeat, names).repeat(Number(value.count));
  return mapValues(value, (each) => writtenOut(each, names));
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

function yamlFiles(directory) {
  const names = readdirSync(directory).filter((name) => name.endsWith(".yaml"));
  return names.sort().map((name) => join(directory, name));
}

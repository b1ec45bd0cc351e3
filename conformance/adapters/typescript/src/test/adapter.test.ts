// The adapter over a pipe: what it answers, and what it says when it cannot.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ADAPTER = fileURLToPath(new URL("../adapter.js", import.meta.url));
const HELLO = { id: "0", op: "hello", in: { protocol: "1", harness: "a test", max_line: "1048576" } };

interface Ended {
  lines: Record<string, never>[];
  stderr: string;
  code: number | null;
}

/** Runs the adapter with `lines` as its whole input. */
async function run(lines: (object | string)[], adapter = ADAPTER): Promise<Ended> {
  const child = spawn(process.execPath, [adapter]);
  child.stdin.on("error", () => {}); // an adapter that gives up does not read on
  child.stdin.end(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    lines: stdout
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
    stderr,
    code,
  };
}

test("it greets, answers, and ends with its input", async () => {
  const { lines, code } = await run([HELLO, { id: "1", op: "page.decode", in: { bytes: "" } }]);
  assert.equal(code, 0);
  assert.deepEqual(lines[1], { id: "1", ok: { pairs: [], tail: "" } });
});

test("it refuses another version of the protocol in a sentence", async () => {
  const { lines } = await run([{ ...HELLO, in: { ...HELLO.in, protocol: "2" } }]);
  assert.match(JSON.stringify(lines[0]), /fault.*speaks version 1 .* the harness version 2/);
});

test("it answers each request that it cannot handle, and goes on", async () => {
  const { lines } = await run([
    HELLO,
    { id: "1", op: "constructor", in: {} },
    { id: "2", op: "page.decode", in: { bytes: "no hex" } },
    { id: "3", op: "message.id", in: { group: "", timestamp: "9223372036854775808", body: "" } },
    { id: "4", op: "reader.sync", in: { instance: "bob", now: "0" } },
    { id: "5", op: "page.decode", in: { bytes: "ff" } },
  ]);
  const answer = (id: string) => lines.find((line) => line.id === id); // they may come in any order
  assert.deepEqual(answer("1"), { id: "1", unsupported: {} });
  assert.match(JSON.stringify(answer("2")), /fault.*is not lowercase hex/);
  assert.match(JSON.stringify(answer("3")), /fault.*timestamp is not a decimal string within an int64/);
  assert.match(JSON.stringify(answer("4")), /fault.*no reader named/);
  assert.deepEqual(answer("5"), { id: "5", reject: { reason: "malformed", detail: "truncated" } });
});

test("it answers dropped when its device dies, and asks for nothing more", async () => {
  const open = { instance: "bob", name: "alice", profile: "core", group: null, kind: "opaque" };
  const limits = { pages: "9", page_bytes: "999", pairs: "9", content_bytes: "9", call_bytes: "999", gets: "9" };
  const { lines } = await run([
    HELLO,
    { id: "1", op: "reader.open", in: { ...open, limits } },
    { call: "c1", drop: {} },
  ]);
  assert.deepEqual(lines.slice(2), [{ id: "1", dropped: {} }]);
});

test("it never prints anything but lines of the protocol, and fails at a line that is none", async () => {
  const { lines, stderr, code } = await run([HELLO, "no JSON", HELLO]);
  assert.deepEqual([lines.length, code], [1, 1]);
  assert.match(stderr, /JSON/);
});

test("it says in one sentence which command brings what it lacks", async () => {
  const directory = await mkdtemp(join(tmpdir(), "remote-log-"));
  try {
    await cp(ADAPTER, join(directory, "adapter.mjs"));
    const { lines, stderr, code } = await run([HELLO], join(directory, "adapter.mjs"));
    assert.deepEqual([lines, code], [[], 1]);
    assert.match(stderr, /^remote-log-typescript: [^\n]*`npm ci && npm run build`[^\n]*\n$/);
  } finally {
    await rm(directory, { recursive: true });
  }
});

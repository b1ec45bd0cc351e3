// Writers and readers over stores in memory that count, and that fail when they are told to.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import {
  type Answer,
  decodePage,
  type Failure,
  type Hex,
  MemoryContentStore,
  MemoryDisk,
  MemoryNameSystem,
  RECOMMENDED,
  Reader,
  toHex,
  Writer,
  type WriterSettings,
} from "../index.js";

/** A content store that writes down what it is asked, and fails where it is told to. */
class WatchedStore extends MemoryContentStore {
  readonly added: Hex[] = [];
  asked: Hex[] = [];
  readonly failing = new Map<Hex, Failure>();
  addsFail = false;

  override async add(content: Uint8Array): Promise<{ address: Hex }> {
    if (this.addsFail) return { fail: "unavailable" } as never;
    const answer = await super.add(content);
    this.added.push(answer.address);
    return answer;
  }

  override async get(address: Hex): Promise<{ content: Uint8Array } | { fail: Failure }> {
    this.asked.push(address);
    const fail = this.failing.get(address);
    return fail === undefined ? await super.get(address) : { fail };
  }
}

const id = (letter: string): Hex => toHex(Buffer.from(letter.repeat(32)));
const item = (letter: string) => ({ id: id(letter), data: Buffer.from(`content of ${letter}`) });
const settings: WriterSettings = { name: "alice", group: null, pageSize: 2, embed: 0, head: "inline" };

let content: WatchedStore;
let names: MemoryNameSystem;
let disk: MemoryDisk;
beforeEach(() => {
  content = new WatchedStore();
  names = new MemoryNameSystem();
  disk = new MemoryDisk();
});

const openWriter = (cut: Partial<WriterSettings> = {}) =>
  Writer.open({ ...settings, ...cut }, { content, names }, disk);
const openReader = (own = new MemoryDisk(), limits = RECOMMENDED) =>
  Reader.open({ name: "alice", group: null, kind: "multihash", limits }, { content, names }, own);
const letters = (answer: Answer) => answer.delivered.map((each) => Buffer.from(each.id, "hex").toString()[0]).join("");

async function publish(text: string, cut: Partial<WriterSettings> = {}): Promise<void> {
  const writer = await openWriter(cut);
  await writer.append([...text].map(item));
  assert.equal(await writer.publish(), "published");
}

describe("a writer", () => {
  test("seals a page only when it is full, and goes on from what it saved", async () => {
    for (const [letter, added] of [
      ["a", 1],
      ["b", 2],
      ["c", 4],
      ["d", 5],
      ["e", 7],
    ] as const) {
      await publish(letter);
      assert.equal(content.added.length, added, `after ${letter}: contents and sealed pages`);
    }
    assert.equal(await (await openWriter()).publish(), "unchanged");
    assert.equal(letters(await (await openReader()).sync(0)), "abcde");
  });

  test("publishes nothing before its first message, and answers duplicate for what it has", async () => {
    const writer = await openWriter();
    assert.equal(await writer.publish(), "empty");
    assert.deepEqual(await writer.append([item("a"), item("a")]), [
      { id: id("a"), status: "appended" },
      { id: id("a"), status: "duplicate" },
    ]);
  });

  test("does not update the name when an add fails, and completes it later without adding twice", async () => {
    await publish("a");
    const writer = await openWriter();
    await writer.append([item("b")]);
    content.addsFail = true;
    const before = await names.fetch("alice");
    assert.equal(await writer.publish(), "unavailable");
    assert.deepEqual(await names.fetch("alice"), before);
    content.addsFail = false;
    assert.equal(await writer.publish(), "published");
    assert.equal(content.added.length, 2);
  });

  test("refuses to publish over what it lacks", async () => {
    await publish("ab");
    disk = new MemoryDisk();
    const other = await openWriter();
    await other.append([item("a"), item("x")]);
    assert.equal(await other.publish(), "refused");
    await other.append([item("b")]);
    assert.equal(await other.publish(), "published");
  });

  for (const held of ["", "a"]) {
    test(`answers conflict when the name, which held ${held || "nothing"}, changes under it`, async () => {
      if (held !== "") await publish(held);
      const writer = await openWriter();
      await writer.append([item("b")]);
      const fetch = names.fetch.bind(names);
      names.fetch = async (name) => {
        const found = await fetch(name);
        await names.update(name, new Uint8Array(), { state: "any" });
        return found;
      };
      assert.equal(await writer.publish(), "conflict");
    });
  }

  test("embeds the newest pairs of its head, and adds what leaves the window", async () => {
    await publish("ab", { embed: 1 });
    const head = await names.fetch("alice");
    assert.ok("content" in head);
    assert.deepEqual(
      decodePage(head.content).pairs.map(({ data, remote }) => [data.length > 0, remote.length > 0]),
      [
        [true, false],
        [false, true],
      ],
    );
    assert.equal(content.added.length, 1);
  });

  test("adds nothing when what its pointer points to is published already", async () => {
    await publish("a", { head: "pointer" });
    const before = content.added.length;
    assert.equal(await (await openWriter({ head: "pointer" })).publish(), "unchanged");
    assert.equal(content.added.length, before);
  });
});

describe("a reader", () => {
  test("delivers the oldest first, once, in all three modes and through a pointer", async () => {
    await publish("abc", { head: "pointer" });
    await publish("d", { embed: 1 });
    const own = new MemoryDisk();
    assert.equal(letters(await (await openReader(own)).sync(0)), "abcd");
    assert.equal(letters(await (await openReader(own)).sync(1)), "");
    await publish("ef", { embed: "all" });
    content.asked = [];
    assert.equal(letters(await (await openReader(own)).sync(2)), "ef");
    assert.equal(content.asked.length, 1, "the page [d c] that was sealed since, and no content");
  });

  test("keeps a gap, tries it with increasing delays, and delivers what it hid", async () => {
    await publish("abc");
    const page = content.added.at(-1) ?? "";
    content.failing.set(page, "not_found");
    const reader = await openReader();
    const first = await reader.sync(10);
    assert.deepEqual(
      [first.head, letters(first), first.gaps],
      ["advanced", "c", [{ address: page, reason: "not_found" }]],
    );
    const tried = [];
    for (let now = 10; now < 20; now++) {
      content.asked = [];
      await reader.sync(now);
      if (content.asked.length > 0) tried.push(now);
    }
    assert.deepEqual(tried, [11, 13, 17]);
    content.failing.clear();
    const last = await reader.sync(25);
    assert.deepEqual([last.head, letters(last), last.gaps], ["same", "ab", []]);
  });

  test("reads no more pages than its bound, and goes on in the next call", async () => {
    await publish("abcdefg");
    const reader = await openReader(new MemoryDisk(), { ...RECOMMENDED, pages: 1 });
    assert.equal(letters(await reader.sync(0)), "efg");
    assert.equal(letters(await reader.sync(0)), "cd");
    assert.equal(letters(await reader.sync(0)), "ab");
  });

  test("has never more gets under way than its bound", async () => {
    await publish("abcdef", { pageSize: 6 });
    const get = content.get.bind(content);
    let underWay = 0;
    let most = 0;
    content.get = async (address) => {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay--;
      return get(address);
    };
    await (await openReader(new MemoryDisk(), { ...RECOMMENDED, gets: 3 })).sync(0);
    assert.equal(most, 3);
  });

  test("delivered nothing when the save failed", async () => {
    await publish("a");
    const own = new MemoryDisk();
    const reader = await openReader(own);
    const save = own.save.bind(own);
    own.save = () => Promise.reject(new Error("the disk is full"));
    await assert.rejects(() => reader.sync(0), /the disk is full/);
    own.save = save;
    assert.equal(letters(await reader.sync(0)), "a");
  });

  test("fails with what a store throws, even while another get is under way", async () => {
    await publish("abc");
    const reader = await openReader();
    content.get = () => Promise.reject(new Error("the cable is cut"));
    await assert.rejects(() => reader.sync(0), /the cable is cut/);
  });
});

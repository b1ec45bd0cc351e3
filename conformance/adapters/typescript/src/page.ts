// A page of a log: pairs, the newest first, and the address of the next older page.

import { RemoteLogSchema } from "./gen/remotelog_pb.js";
import { Refusal } from "./refusal.js";
import { decode, encode } from "./wire.js";

/** One entry of a log. Empty bytes stand for an absent field (RL-WIRE-6). */
export interface Pair {
  /** The message id, 32 bytes (`localHash`). */
  local: Uint8Array;
  /** The address of the content in the content store (`remoteHash`). */
  remote: Uint8Array;
  /** The content itself (`data`). */
  data: Uint8Array;
}

/** A page; an empty `tail` ends the log (RL-PAGE-3). */
export interface Page {
  pairs: Pair[];
  tail: Uint8Array;
}

/** Reads a page. Throws a `Refusal`: malformed, or invalid for an id that is not 32 bytes long (RL-WIRE-1, RL-PAGE-4). */
export function decodePage(bytes: Uint8Array): Page {
  const log = decode(RemoteLogSchema, bytes);
  const pairs = log.pair.map((pair) => ({ local: pair.localHash, remote: pair.remoteHash, data: pair.data }));
  const odd = pairs.findIndex((pair) => pair.local.length !== 32);
  if (odd >= 0) {
    throw new Refusal(
      "invalid",
      "local-hash-length",
      `Pair ${odd} of the page has a localHash of ${pairs[odd]?.local.length} bytes instead of 32.`,
    );
  }
  return { pairs, tail: log.tail };
}

/** Writes a page (RL-WIRE-2, RL-PAGE-2). */
export function encodePage(page: Page): Uint8Array {
  const pair = page.pairs.map((each) => ({ localHash: each.local, remoteHash: each.remote, data: each.data }));
  return encode(RemoteLogSchema, { pair, tail: page.tail });
}

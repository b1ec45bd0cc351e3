// Mailboxes as a helper: what the node collects from its own, and what it deposits in those of its peers.

import { fromHex, type Hex } from "../hex.js";
import { decodeMessage } from "../message.js";
import type { Failure } from "../stores.js";
import { payloadOf } from "./outbox.js";
import { receive } from "./receive.js";
import type { Sent } from "./send.js";
import type { Turn } from "./turn.js";

/** How a deposit ended. */
export type Deposited = "ok" | "not_found" | "too_large" | "full" | "unavailable" | "timeout";

/** What the application finds in a mailbox: who seems to have sealed it for whom, and whether the seal is whole. */
export interface MailItem {
  from: Hex;
  to: Hex;
  bytes: Uint8Array;
  sealed: boolean;
}

/** The mailboxes of the nodes; whoever deposits, seals for the recipient. */
export interface Mailboxes {
  deposit(to: Hex, bytes: Uint8Array): Promise<Deposited>;
  /** Takes away what `token` stands for, and hands out the next items, the oldest first. */
  collect(token: string | null): Promise<{ items: MailItem[]; token: string } | { fail: Failure }>;
}

/** How often a call collects at most: a mailbox that hands out the same for ever does not hold the node up. */
const COLLECTS = 64;

/** Empties the node's mailbox, and confirms what it took once `save` has saved what came of it (RL-SYNC-52). */
export async function collect(turn: Turn, save: () => Promise<void>): Promise<void> {
  let token: string | null = null;
  for (let count = 0; count < COLLECTS; count++) {
    const found: Awaited<ReturnType<Mailboxes["collect"]>> = await turn.outside.mailboxes.collect(token);
    if ("fail" in found || found.items.length === 0) return;
    for (const { from, to, bytes, sealed } of found.items) {
      const own = sealed && to === turn.settings.self; // RL-SYNC-51; what is from no peer is refused as any payload is
      if (own) await receive(turn, from, bytes, false);
    }
    await save();
    token = found.token;
  }
}

/** Deposits the messages that are still to be deposited, each in a payload of its own (RL-SYNC-49). */
export async function depositMessages(turn: Turn): Promise<void> {
  const { state, settings, outside } = turn;
  const again: typeof state.deposits = [];
  for (const deposit of state.deposits) {
    const kept = state.messages.get(deposit.id);
    if (kept === undefined) continue;
    const bytes = payloadOf(settings, { messages: [decodeMessage(fromHex(kept.data), "spec")] });
    const answer = await outside.mailboxes.deposit(deposit.peer, bytes);
    const mayStillSucceed = answer === "full" || answer === "unavailable" || answer === "timeout";
    if (mayStillSucceed) again.push(deposit); // RL-SYNC-50
  }
  state.deposits = again;
}

/** Deposits the ACKs of the payloads that go out, once, whatever comes of it (RL-SYNC-53). */
export async function depositAcks(turn: Turn, sent: Sent[]): Promise<void> {
  for (const { peer, acks } of sent) {
    if (acks.length > 0)
      await turn.outside.mailboxes.deposit(peer, payloadOf(turn.settings, { acks: acks.map(fromHex) }));
  }
}

// Why an input cannot be used: a reason from the closed list of the specification, and a finer detail.

/** The reasons for which an input is refused. */
export type Reason = "malformed" | "invalid" | "mismatch" | "too_large";

/** What exactly is wrong, by the names of the adapter protocol. */
export type Detail =
  | "truncated"
  | "varint-too-long"
  | "field-zero"
  | "tag-too-large"
  | "bad-wire-type"
  | "wrong-wire-type"
  | "group-mismatch"
  | "group-unended"
  | "too-deep"
  | "not-utf8"
  | "not-a-multihash"
  | "not-a-cid"
  | "trailing-bytes"
  | "local-hash-length"
  | "empty"
  | "group-length"
  | "digest-length"
  | "identity-hash"
  | "id-mismatch"
  | "group-mismatch-with-log"
  | "digest-mismatch";

/** An input that cannot be used. The message is a sentence for people. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly reason: Reason,
    readonly detail: Detail | undefined,
    message: string,
  ) {
    super(message);
  }
}

/** What `decode` answers, or the reason for which it refuses. Other errors go on. */
export function orReason<T>(decode: () => T): { ok: T } | { reason: Reason } {
  try {
    return { ok: decode() };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.reason };
    throw error;
  }
}

// The lines that go either way. Standard output is for them alone: print what you want to see with console.error.

import { createInterface } from "node:readline";

/** There is no such operation, or not in this form. */
export class Unsupported extends Error {}

/** The input is refused: as "malformed", "invalid", "mismatch" or "too_large". */
export class Reject extends Error {}

/** A callback failed: the message is the reason, such as "not_found". */
export class Failed extends Error {}

/** The device died in a callback: forget the instance, and let this error pass. */
export class Dropped extends Error {}

/** The stub of an operation. What is one is left out of the hello. */
export function unsupported(): never {
  throw new Unsupported();
}

interface Request {
  id: string;
  op: string;
  in: unknown;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let serving = ""; // the id of the request that is being handled
let calls = 0;

/** The requests, one by one, until standard input ends. */
export async function* requests(): AsyncGenerator<Request> {
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const request: Request = JSON.parse(line.value);
    serving = request.id;
    yield request;
  }
}

/** Writes a line. */
export function send(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** Calls back: the harness is the content store, the name system and the disk. Waits for its `ok`. */
export async function call(op: string, instance: string, given: object): Promise<any> {
  calls += 1;
  send({ call: `c${calls}`, for: serving, instance, op, in: given });
  const answer = JSON.parse((await lines.next()).value);
  if (answer.drop) throw new Dropped();
  if (answer.fail) throw new Failed(answer.fail.reason);
  return answer.ok;
}

// Answers the harness: a request a line on standard input, an answer a line on standard output.

import { Dropped, Reject, requests, send, Unsupported, unsupported } from "./harness.js";
import { operations } from "./operations.js";

const handlers = new Map<string, (given: any) => unknown>(Object.entries(operations));

const hello = {
  protocol: "1",
  name: "my-remote-log",
  version: "0.1.0",
  language: "typescript",
  operations: [...handlers].filter(([, handler]) => handler !== unsupported).map(([name]) => name),
  profiles: ["core"],
};

/** What to say to a request. */
async function answer(op: string, given: unknown): Promise<object> {
  if (op === "hello") return { ok: hello };
  try {
    return { ok: await (handlers.get(op) ?? unsupported)(given) };
  } catch (error) {
    if (error instanceof Unsupported) return { unsupported: {} };
    if (error instanceof Reject) return { reject: { reason: error.message } };
    if (error instanceof Dropped) return { dropped: {} };
    console.error(error); // the adapter's own mistake, which the harness shows
    return { fault: { message: String(error) } };
  }
}

for await (const { id, op, in: given } of requests()) {
  send({ id, ...(await answer(op, given)) });
}

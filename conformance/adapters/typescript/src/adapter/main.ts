// The loop of the adapter: it greets, hands each request to its operation, and answers it exactly once.

import { Refusal } from "../refusal.js";
import { BadShape, Fields } from "./fields.js";
import { Dropped, Harness } from "./harness.js";
import { Instances } from "./instances.js";
import { MAX_LINE, readLines, writeLine } from "./lines.js";
import { READER, WRITER } from "./logs.js";
import { NODE } from "./node.js";
import { STATELESS } from "./stateless.js";
import { STORE } from "./store.js";

const PROTOCOL = "1";
const PROFILES = [
  "core",
  "strict-wire",
  "verify",
  "pointer",
  "mvds",
  "mvds-legacy",
  "store",
  "mvds-node",
  "mvds-robust",
  "mvds-helper",
  "mvds-mailbox",
  "mvds-forward",
];

/** Reads requests from standard input until it ends. */
export async function main(): Promise<void> {
  const harness = new Harness();
  const instances = new Instances(harness);
  instances.add(WRITER);
  instances.add(READER);
  instances.add(STORE);
  instances.add(NODE);
  await readLines(process.stdin, (text) => {
    const line = Fields.of(JSON.parse(text), "The line");
    if (line.has("call")) harness.answer(line);
    else void handle(line, instances);
  });
}

/** Handles a request, and answers it. Whatever goes wrong is its answer, so this never fails. */
async function handle(request: Fields, instances: Instances): Promise<void> {
  const id = request.text("id");
  try {
    const ok = await answer(id, request.text("op"), request.object("in"), instances);
    writeLine(ok === null ? { id, unsupported: {} } : { id, ok });
  } catch (error) {
    if (error instanceof Refusal) writeLine({ id, reject: { reason: error.reason, detail: error.detail } });
    else if (error instanceof Dropped) writeLine({ id, dropped: {} });
    else {
      console.error(error);
      writeLine({ id, fault: { message: error instanceof Error ? error.message : String(error) } });
    }
  }
}

/** The `ok` of an operation, or `null` if there is no such operation. */
async function answer(id: string, op: string, input: Fields, instances: Instances): Promise<object | null> {
  if (op === "hello") return hello(input, Object.keys({ ...STATELESS, ...instances.handlers }));
  const stateless = STATELESS[op];
  if (stateless !== undefined) return stateless(input);
  return (await instances.handlers[op]?.(id, input)) ?? null;
}

function hello(input: Fields, operations: string[]): object {
  const protocol = input.text("protocol");
  if (protocol !== PROTOCOL) {
    throw new BadShape(
      `This adapter speaks version ${PROTOCOL} of the adapter protocol, and the harness version ${protocol}.`,
    );
  }
  return {
    protocol: PROTOCOL,
    name: "remote-log-typescript",
    version: "0.1.0",
    language: "typescript",
    operations,
    profiles: PROFILES,
    max_in_flight: "16",
    max_line: String(MAX_LINE),
    details: true,
  };
}

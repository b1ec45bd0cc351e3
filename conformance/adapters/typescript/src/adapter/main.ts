// The loop of the adapter: it greets, hands each request to its operation, and answers it exactly once.

import { Refusal } from "../refusal.js";
import { BadShape, Fields } from "./fields.js";
import { Dropped, Harness } from "./harness.js";
import { type Handler, Instances } from "./instances.js";
import { MAX_LINE, Output, readLines } from "./lines.js";
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

/** What each operation does, by its name. */
type Operations = Map<string, Handler>;

/** Reads requests from standard input until it ends. */
export async function main(): Promise<void> {
  const output = new Output();
  const harness = new Harness(output);
  const instances = new Instances(harness);
  instances.add(WRITER);
  instances.add(READER);
  instances.add(STORE);
  instances.add(NODE);
  const operations = new Map(Object.entries(instances.handlers));
  for (const [op, stateless] of Object.entries(STATELESS)) operations.set(op, async (_, input) => stateless(input));
  operations.set("hello", async (_, input) => hello(input, operations, output));
  await readLines(process.stdin, (text) => {
    const line = Fields.of(JSON.parse(text), "The line");
    if (line.has("call")) harness.answer(line);
    else void handle(line.text("id"), line, operations, output);
  });
}

/** Handles a request, and answers it. Whatever goes wrong is its answer, so this never fails. */
async function handle(id: string, request: Fields, operations: Operations, output: Output): Promise<void> {
  try {
    const operation = operations.get(request.text("op"));
    const input = request.object("in");
    output.write(operation === undefined ? { id, unsupported: {} } : { id, ok: await operation(id, input) });
  } catch (error) {
    if (error instanceof Refusal) output.write({ id, reject: { reason: error.reason, detail: error.detail } });
    else if (error instanceof Dropped) output.write({ id, dropped: {} });
    else {
      console.error(error);
      output.write({ id, fault: { message: error instanceof Error ? error.message : String(error) } });
    }
  }
}

function hello(input: Fields, operations: Operations, output: Output): object {
  const protocol = input.text("protocol");
  if (protocol !== PROTOCOL) {
    throw new BadShape(
      `This adapter speaks version ${PROTOCOL} of the adapter protocol, and the harness version ${protocol}: take a release of the same version of both.`,
    );
  }
  output.maxLine = input.count("max_line");
  return {
    protocol: PROTOCOL,
    name: "remote-log-typescript",
    version: "0.1.0",
    language: "typescript",
    operations: [...operations.keys()].filter((op) => op !== "hello"),
    profiles: PROFILES,
    max_in_flight: "16",
    max_line: String(MAX_LINE),
    details: true,
  };
}

// The loop of the adapter: it greets, hands each request to its operation, and answers it exactly once.

import { Refusal } from "../refusal.js";
import { BadShape, Fields } from "./fields.js";
import { MAX_LINE, readLines, writeLine } from "./lines.js";
import { STATELESS } from "./stateless.js";

const PROTOCOL = "1";
const OPERATIONS = Object.keys(STATELESS);
const PROFILES = ["core", "strict-wire", "verify", "mvds", "mvds-legacy"];

function hello(input: Fields): object {
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
    operations: OPERATIONS,
    profiles: PROFILES,
    max_in_flight: "16",
    max_line: String(MAX_LINE),
    details: true,
  };
}

/** Reads requests from standard input until it ends. */
export async function main(): Promise<void> {
  await readLines(process.stdin, (line) => {
    const fields = Fields.of(JSON.parse(line), "The line");
    void handle(fields);
  });
}

async function handle(request: Fields): Promise<void> {
  const id = request.text("id");
  try {
    const op = request.text("op");
    const input = request.object("in");
    const operation = op === "hello" ? hello : STATELESS[op];
    if (operation === undefined) writeLine({ id, unsupported: {} });
    else writeLine({ id, ok: await operation(input) });
  } catch (error) {
    if (error instanceof Refusal) writeLine({ id, reject: { reason: error.reason, detail: error.detail } });
    else {
      console.error(error);
      writeLine({ id, fault: { message: error instanceof Error ? error.message : String(error) } });
    }
  }
}

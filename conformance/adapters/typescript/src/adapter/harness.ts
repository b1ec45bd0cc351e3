// Callbacks: what the adapter asks of the harness while it handles a request.

import { BadShape, type Fields } from "./fields.js";
import type { Output } from "./lines.js";

/** The device of an instance died at a callback; its request is answered with `dropped`. */
export class Dropped extends Error {
  override readonly name = "Dropped";
}

/** What the harness answered to a callback. */
export type Outcome = { ok: Fields } | { fail: Fields };

/** All callbacks of this process that wait for their answer. */
export class Harness {
  private readonly waiting = new Map<string, (answer: Fields) => void>();
  private calls = 0;

  constructor(private readonly output: Output) {}

  /** Sends a callback, and waits for the line that answers it. */
  call(request: string, instance: string, op: string, input: object): Promise<Fields> {
    const call = `c${++this.calls}`;
    return new Promise((resolve) => {
      this.output.write({ call, for: request, instance, op, in: input });
      this.waiting.set(call, resolve);
    });
  }

  /** Takes the answer to a callback. */
  answer(line: Fields): void {
    const call = line.text("call");
    this.waiting.get(call)?.(line);
    this.waiting.delete(call);
  }
}

/** One instance's way to the harness: it names the request that is handled, and is silent once the instance is gone. */
export class Session {
  /** The id of the request that the instance handles. */
  request = "";
  private gone = false;

  constructor(
    private readonly harness: Harness,
    private readonly instance: string,
  ) {}

  /** Calls back. Throws `Dropped` if the instance dies at it, or has died. */
  async call(op: string, input: object): Promise<Outcome> {
    if (this.gone) throw new Dropped();
    const answer = await this.harness.call(this.request, this.instance, op, input);
    if (this.gone || answer.has("drop")) {
      this.gone = true;
      throw new Dropped();
    }
    return answer.has("ok") ? { ok: answer.object("ok") } : { fail: answer.object("fail") };
  }

  /** Calls back for something that does not fail. */
  async ask(op: string, input: object): Promise<Fields> {
    const outcome = await this.call(op, input);
    if ("fail" in outcome) throw new BadShape(`The harness answered ${op} with a failure, and it cannot fail.`);
    return outcome.ok;
  }

  /** The instance is forgotten: nothing more is asked for it. */
  end(): void {
    this.gone = true;
  }
}

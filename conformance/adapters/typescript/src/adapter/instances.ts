// The instances of this process: which there are, and how a request finds the one that it is for.

import { Refusal } from "../refusal.js";
import { BadShape, type Fields } from "./fields.js";
import { type Harness, Session } from "./harness.js";

/** An operation of an instance of type `T`: it reads its input and answers its `ok`. */
export type Operation<T> = (instance: T, input: Fields) => Promise<object>;

/** A kind of instance: how one is opened, and what it can be asked. */
export interface InstanceKind<T> {
  name: string;
  open: (input: Fields, session: Session) => Promise<T>;
  operations: Record<string, Operation<T>>;
}

interface Entry {
  kind: string;
  session: Session;
  instance: unknown;
}

/** Handles the request with the given id: it reads its input and answers its `ok`. */
export type Handler = (id: string, input: Fields) => Promise<object>;

export class Instances {
  /** What each operation does, by its name. */
  readonly handlers: Record<string, Handler> = {
    "instance.drop": async (_, input) => {
      this.forget(input.text("instance"));
      return {};
    },
  };
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly harness: Harness) {}

  /** Adds the operations of a kind of instance. */
  add<T>(kind: InstanceKind<T>): void {
    this.handlers[`${kind.name}.open`] = (id, input) => {
      const name = input.text("instance");
      this.forget(name);
      const session = new Session(this.harness, name);
      session.request = id;
      return this.guard(name, session, async () => {
        this.entries.set(name, { kind: kind.name, session, instance: await kind.open(input, session) });
        return {};
      });
    };
    for (const [op, operation] of Object.entries(kind.operations)) {
      this.handlers[`${kind.name}.${op}`] = (id, input) => {
        const name = input.text("instance");
        const entry = this.entries.get(name);
        if (entry?.kind !== kind.name) throw new BadShape(`There is no ${kind.name} named "${name}": open it first.`);
        entry.session.request = id;
        return this.guard(name, entry.session, () => operation(entry.instance as T, input));
      };
    }
  }

  /** Runs an operation; an instance whose device died, or whose request ends in a fault, is forgotten. */
  private async guard(name: string, session: Session, run: () => Promise<object>): Promise<object> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Refusal)) {
        session.end();
        this.entries.delete(name);
      }
      throw error;
    }
  }

  private forget(name: string): void {
    this.entries.get(name)?.session.end();
    this.entries.delete(name);
  }
}

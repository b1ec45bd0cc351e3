// One request to a node: the draft of its state, and what is to come of it once that is saved.

import type { Hex } from "../hex.js";
import type { NodeSettings, Surroundings } from "./settings.js";
import type { NodeState } from "./state.js";

/** A message that is delivered: its id, and its bytes with the numbers 6001 to 6004. */
export interface DeliveredMessage {
  id: Hex;
  data: Uint8Array;
}

export class Turn {
  /** What this turn delivers, in order. */
  readonly delivered: DeliveredMessage[] = [];
  /** How many of these stand in a save. */
  saved = 0;
  /** What is acknowledged with the next payloads. */
  readonly acks: { peer: Hex; id: Hex }[] = [];

  constructor(
    readonly settings: NodeSettings,
    readonly outside: Surroundings,
    readonly state: NodeState,
    /** The node's own count of epochs. */
    readonly epoch: number,
    /** Seconds since some start. */
    readonly now: number,
  ) {}

  /** Asks the hook of the application, where there is one (RL-SYNC-48). */
  async accepts(data: Uint8Array): Promise<boolean> {
    return this.outside.authenticate === undefined || (await this.outside.authenticate(data));
  }
}

// The node's own count of epochs: it counts by how far the told epoch advances, and never goes back (RL-SYNC-44, RL-SYNC-45).

import type { NodeState } from "./state.js";

export type Clock = NodeState["clock"];

/** The clock after the epoch `told` was told. */
export function tell(clock: Clock, told: number): Clock {
  const advance = clock.told === null ? told : Math.max(0, told - clock.told);
  return { told, count: clock.count + advance };
}

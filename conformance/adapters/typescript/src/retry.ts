// When something that failed is tried again.

/** How often something was tried, and from which second on it is due again. */
export interface Tries {
  tries: number;
  due: number;
}

/** The tries after one more failed at `now`: the next is due after 1, 2, 4, … seconds, an hour at most (RL-READ-7). */
export function failedAt(before: Tries, now: number): Tries {
  return { tries: before.tries + 1, due: now + Math.min(2 ** before.tries, 3600) };
}

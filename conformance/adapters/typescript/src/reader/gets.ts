// Which get comes next: bounded in number and in bytes, what has been due longest first, then what is new.

/** A get that waits for its turn. `run` starts it, or answers `null` if there is no more need for it. */
export type Job = () => Promise<void> | null;

export class Gets {
  /** Jobs that were left or failed in earlier calls, by the second from which on they are due. */
  private due: { since: number; job: Job }[] = [];
  /** What is new: pages go first, because more may lie behind them. */
  private readonly pages: Job[] = [];
  private readonly contents: Job[] = [];
  private readonly active = new Set<Promise<void>>();
  private underWay = 0;
  private received = 0;
  private failure: { error: unknown } | null = null;

  constructor(private readonly limits: { gets: number; callBytes: number }) {}

  addDue(since: number, job: Job): void {
    this.due.push({ since, job });
  }

  addPage(job: Job): void {
    this.pages.push(job);
  }

  addContent(job: Job): void {
    this.contents.push(job);
  }

  /** Puts back a job that had to wait for another. */
  again(job: Job): void {
    this.contents.unshift(job);
  }

  /** Counts bytes that the call received (RL-LIMIT-8). */
  receive(bytes: Uint8Array): void {
    this.received += bytes.length;
  }

  /** Runs `first`, which is not a get, and all jobs that it and others bring, as far as the bounds go. */
  async run(first: Promise<void>): Promise<void> {
    this.due.sort((a, b) => a.since - b.since);
    this.watch(first);
    for (;;) {
      while (this.startNext());
      if (this.active.size === 0) return;
      await Promise.race(this.active);
      if (this.failure !== null) throw this.failure.error;
    }
  }

  private startNext(): boolean {
    if (this.underWay >= this.limits.gets || this.received >= this.limits.callBytes) return false; // RL-LIMIT-5
    const job = this.due.shift()?.job ?? this.pages.shift() ?? this.contents.shift();
    if (job === undefined) return false;
    const started = job();
    if (started !== null) {
      this.underWay++;
      this.watch(started.finally(() => this.underWay--));
    }
    return true;
  }

  /** Remembers what is under way. The first failure ends `run`; others that come after it are of no more interest. */
  private watch(task: Promise<void>): void {
    const watched = task
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.active.delete(watched));
    this.active.add(watched);
  }
}

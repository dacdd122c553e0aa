// The clock of one conversation: a base clock plus all the time that was skipped.
// Invariant: it never goes back, so that timers and messages keep their order.

/** Tells the time in epoch milliseconds. */
export type BaseClock = () => number;

export class SessionClock {
  readonly #base: BaseClock;
  #skipped = 0;

  constructor(base: BaseClock) {
    this.#base = base;
  }

  now(): number {
    return this.#base() + this.#skipped;
  }

  /** Moves on to `at`; a moment that has passed already changes nothing. */
  moveTo(at: number): void {
    this.#skipped += Math.max(0, at - this.now());
  }
}

// The clock of one conversation: a base clock plus all the time that was skipped.
// Invariants: it never goes back, except while the turn of a timer runs late: that one is told the timer's own time.

/** Tells the time in epoch milliseconds. */
export type BaseClock = () => number;

export class SessionClock {
  readonly #base: BaseClock;
  #skipped = 0;
  #late = 0;

  constructor(base: BaseClock) {
    this.#base = base;
  }

  now(): number {
    return this.#base() + this.#skipped - this.#late;
  }

  /** Moves on to `at`; a moment that has passed already changes nothing. */
  moveTo(at: number): void {
    this.#skipped += Math.max(0, at - this.now());
  }

  /** It is `at` now, for the turn of a timer that was due then. */
  beginTimer(at: number): void {
    this.endTimer();
    this.moveTo(at);
    this.#late = this.now() - at;
  }

  endTimer(): void {
    this.#late = 0;
  }
}

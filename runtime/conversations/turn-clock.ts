// The clock that one turn is told.
// Invariants: a timer's turn that runs late is told the timer's own time; within a turn it never goes back, whatever the computer's
// clock does, and is never before the moment when the trigger was accepted.
import type { Trigger } from '#shared/engine/trigger.ts';

export class TurnClock {
  readonly #base: () => number;
  #late = 0;
  #latest = 0;

  constructor(base: () => number) {
    this.#base = base;
  }

  begin({ kind, acceptedAt }: Trigger): void {
    this.#late = kind === 'timeout' ? Math.max(0, this.#base() - acceptedAt) : 0;
    this.#latest = acceptedAt;
  }

  now(): number {
    this.#latest = Math.max(this.#latest, this.#base() - this.#late);
    return this.#latest;
  }
}

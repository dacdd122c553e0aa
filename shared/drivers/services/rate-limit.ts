// At most so many requests per minute, whoever asks. Invariant: requests go out in the order in which they were asked for.
import { setTimeout as pause } from 'node:timers/promises';

const minuteMs = 60_000;
const mostWaiting = 1000;

export class RateLimit {
  /** When requests went or will go out, in order. */
  #times: number[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Resolves when it may go out; false = that would take longer than `longestMs`. Rejects when the signal is aborted. */
  async take(perMinute: number, longestMs: number, signal: AbortSignal): Promise<boolean> {
    const now = this.#now();
    this.#times = this.#times.filter((at) => at > now - minuteMs);
    const at = Math.max(now, (this.#times.at(-perMinute) ?? 0) + minuteMs, this.#times.at(-1) ?? 0);
    const waiting = this.#times.filter((time) => time > now).length;
    if (at - now > longestMs || waiting >= mostWaiting) return false;
    this.#times.push(at);
    if (at === now) return true;
    try {
      await pause(at - now, undefined, { signal });
      return true;
    } catch (error) {
      const place = this.#times.indexOf(at);
      if (place !== -1) this.#times.splice(place, 1);
      throw error;
    }
  }
}

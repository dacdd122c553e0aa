// How often somebody may ask: token buckets, in memory.
// Invariant: memory is bounded; a bucket that is full again is forgotten.
import { AppError } from '#shared/errors/app-error.ts';

export interface Rate {
  readonly perSecond: number;
  /** At once, after a pause. */
  readonly burst: number;
}

interface Bucket {
  left: number;
  at: number;
}

const mostBuckets = 50_000;

export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  /** `now` in ms; a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Throws TOO_BUSY with `details.retryAfter` in seconds. */
  take(who: string, { perSecond, burst }: Rate): void {
    const at = this.#now();
    const bucket = this.#buckets.get(who) ?? { left: burst, at };
    bucket.left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    if (bucket.left < 1) {
      const retryAfter = Math.max(1, Math.ceil((1 - bucket.left) / perSecond));
      throw new AppError('TOO_BUSY', `Too many requests. Try again in ${retryAfter} s.`, {
        details: { retryAfter },
      });
    }
    bucket.left -= 1;
    this.#buckets.delete(who);
    this.#buckets.set(who, bucket);
    if (this.#buckets.size > mostBuckets) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

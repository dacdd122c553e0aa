// Answers that are kept for a while, so that the same question is not asked again. Invariant: bounded in number and size.
const mostEntries = 500;
const mostLength = 16_000_000;
const longestAnswer = 1_000_000;

interface Entry {
  readonly until: number;
  readonly answer: unknown;
  readonly length: number;
}

export class AnswerCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  #length = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Untyped: whoever asks parses. */
  get(key: string): unknown {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until > this.#now()) return entry.answer;
    this.#drop(key, entry);
    return undefined;
  }

  set(key: string, answer: unknown, seconds: number): void {
    const { length } = JSON.stringify(answer);
    const before = this.#entries.get(key);
    if (before !== undefined) this.#drop(key, before);
    if (length > longestAnswer) return;
    this.#entries.set(key, { until: this.#now() + seconds * 1000, answer, length });
    this.#length += length;
    for (const [oldest, entry] of this.#entries) {
      if (this.#entries.size <= mostEntries && this.#length <= mostLength) return;
      this.#drop(oldest, entry);
    }
  }

  #drop(key: string, { length }: Entry): void {
    this.#entries.delete(key);
    this.#length -= length;
  }
}

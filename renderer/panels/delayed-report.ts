// Reports what is typed to the project: at once after a pause, else a few keys together, so that typing stays quick
// however large the project is.
// Invariants: nothing is older than `delay` when it is reported; the same text is reported once.

const delay = 40;
const pause = 500;

export class DelayedReport {
  readonly #read: () => string;
  readonly #report: (text: string) => void;
  #reported: string;
  #lastChange = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(reported: string, read: () => string, report: (text: string) => void) {
    this.#reported = reported;
    this.#read = read;
    this.#report = report;
  }

  changed(): void {
    const now = performance.now();
    const isAfterPause = now - this.#lastChange > pause;
    this.#lastChange = now;
    if (isAfterPause) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), delay);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#read();
    if (text === this.#reported) return;
    this.#reported = text;
    this.#report(text);
  }

  /** True when `value` comes from elsewhere, such as undo; from then on it is what is known. */
  isNews(value: string): boolean {
    if (value === this.#reported) return false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reported = value;
    return true;
  }
}

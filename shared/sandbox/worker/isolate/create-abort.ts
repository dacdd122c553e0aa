// AbortController and AbortSignal for authors. They are the author's, as create-url.ts says; nothing of the host is in them.
// See harden.ts for the other rules of this folder.

export interface AbortParts {
  /** Calls back when a signal is aborted, at once if it is already; false when it is no signal. */
  readonly onAbort: (signal: unknown, callback: (reason: unknown) => void) => boolean;
}

export function createAbort(wait: (callback: () => void, ms: number) => void) {
  function named(name: string, message: string): Error {
    const error = new Error(message);
    Object.defineProperty(error, 'name', { value: name, configurable: true });
    return error;
  }

  const permit = {};
  let isSignal: (value: unknown) => value is AbortSignal = (_value): _value is AbortSignal => false;
  let abort: (signal: AbortSignal, reason: unknown) => void = () => undefined;

  class AbortSignal {
    #isAborted = false;
    #reason: unknown;
    readonly #listeners = new Set<unknown>();
    onabort: unknown = null;

    constructor(given?: unknown) {
      if (given !== permit) throw new TypeError('Make an AbortController; it has a signal');
    }
    static {
      isSignal = (value): value is AbortSignal =>
        typeof value === 'object' && value !== null && #isAborted in value;
      abort = (signal, reason) => {
        if (signal.#isAborted) return;
        signal.#isAborted = true;
        signal.#reason = reason === undefined ? named('AbortError', 'This was aborted') : reason;
        const event = { type: 'abort', target: signal };
        if (typeof signal.onabort === 'function') signal.onabort(event);
        for (const listener of signal.#listeners)
          if (typeof listener === 'function') listener.call(signal, event);
        signal.#listeners.clear();
      };
    }
    static abort(reason?: unknown): AbortSignal {
      const signal = new AbortSignal(permit);
      abort(signal, reason);
      return signal;
    }
    static timeout(ms: unknown): AbortSignal {
      const signal = new AbortSignal(permit);
      wait(() => abort(signal, named('TimeoutError', 'This took too long')), Number(ms));
      return signal;
    }
    static any(signals: Iterable<unknown>): AbortSignal {
      const either = new AbortSignal(permit);
      for (const signal of signals) {
        if (isSignal(signal)) parts.onAbort(signal, (reason) => abort(either, reason));
      }
      return either;
    }
    get aborted(): boolean {
      return this.#isAborted;
    }
    get reason(): unknown {
      return this.#reason;
    }
    throwIfAborted(): void {
      if (this.#isAborted) throw this.#reason;
    }
    addEventListener(type: unknown, listener: unknown): void {
      if (type === 'abort' && !this.#isAborted) this.#listeners.add(listener);
    }
    removeEventListener(type: unknown, listener: unknown): void {
      if (type === 'abort') this.#listeners.delete(listener);
    }
  }

  const parts: AbortParts = {
    onAbort(signal, callback) {
      if (!isSignal(signal)) return false;
      if (signal.aborted) callback(signal.reason);
      else signal.addEventListener('abort', () => callback(signal.reason));
      return true;
    },
  };

  class AbortController {
    readonly #signal = new AbortSignal(permit);
    get signal(): AbortSignal {
      return this.#signal;
    }
    abort(reason?: unknown): void {
      abort(this.#signal, reason);
    }
  }

  return { AbortSignal, AbortController, ...parts };
}

import { useEffect, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';

export interface Asked<Value> {
  /** The last answer, also while the next one is awaited. */
  readonly value: Value | null;
  readonly error: AppError | null;
  readonly isBusy: boolean;
}

/**
 * What the host answers. `ask` must be stable: a new one asks again, as does another `state` of what is asked about, and the
 * one before is cancelled; null asks nothing.
 */
export function useAsked<Value>(
  ask: ((signal: AbortSignal) => Promise<Value>) | null,
  state?: unknown,
): Asked<Value> {
  const [asked, setAsked] = useState<Asked<Value>>({ value: null, error: null, isBusy: ask !== null });
  useEffect(() => {
    if (ask === null) {
      setAsked({ value: null, error: null, isBusy: false });
      return undefined;
    }
    const controller = new AbortController();
    setAsked(({ value }) => ({ value, error: null, isBusy: true }));
    ask(controller.signal).then(
      (value) => {
        if (!controller.signal.aborted) setAsked({ value, error: null, isBusy: false });
      },
      (thrown: unknown) => {
        if (!controller.signal.aborted) {
          setAsked({ value: null, error: AppError.from(thrown), isBusy: false });
        }
      },
    );
    return () => controller.abort();
  }, [ask, state]);
  return asked;
}

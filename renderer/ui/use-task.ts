// Something that is asked for at a time: whether it is under way, and what went wrong, in words.
import { useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';

interface Task {
  readonly isBusy: boolean;
  /** What it threw the last time, and that in words. */
  readonly error: AppError | null;
  readonly trouble: string | null;
  readonly work: (task: () => Promise<void>) => Promise<void>;
}

export function useTask(): Task {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const work = async (task: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await task();
    } catch (thrown) {
      setError(AppError.from(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, trouble: error?.message ?? null, work };
}

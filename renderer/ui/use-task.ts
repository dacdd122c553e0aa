// Something that is asked for at a time: whether it is under way, and what went wrong, in words.
import { useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';

interface Task {
  readonly isBusy: boolean;
  readonly trouble: string | null;
  /** What it throws becomes `trouble`. */
  readonly work: (task: () => Promise<void>) => Promise<void>;
}

export function useTask(): Task {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const work = async (task: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      await task();
    } catch (thrown) {
      setTrouble(AppError.from(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, trouble, work };
}

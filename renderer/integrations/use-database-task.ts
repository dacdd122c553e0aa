// One question to a database at a time: whether it is under way, and what went wrong.
import { useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import { flushEdits } from '../state/project-store.ts';
import { loadStatus } from './status-store.ts';

interface DatabaseTask {
  readonly isBusy: boolean;
  readonly trouble: string | null;
  /** Once everything on the screen is in the project; what it throws becomes `trouble`. */
  readonly work: (task: () => Promise<void>) => Promise<void>;
}

export function useDatabaseTask(): DatabaseTask {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const work = async (task: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      await flushEdits();
      await task();
    } catch (thrown) {
      setTrouble(AppError.from(thrown).message);
    } finally {
      setBusy(false);
      void loadStatus();
    }
  };
  return { isBusy, trouble, work };
}

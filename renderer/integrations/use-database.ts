// What is asked of a database: one question at a time, once everything on the screen is in the project.
import { useState } from 'react';
import type { DatabaseTable } from '#shared/ipc/integrations.ts';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';
import { useTask } from '../ui/use-task.ts';
import { loadStatus } from './status-store.ts';

interface Database extends ReturnType<typeof useTask> {
  /** Null until they were looked for, and while they are closed. */
  readonly tables: readonly DatabaseTable[] | null;
  readonly lookForTables: () => void;
  readonly closeTables: () => void;
}

export function useDatabase(id: string): Database {
  const [tables, setTables] = useState<readonly DatabaseTable[] | null>(null);
  const { work: workAtOnce, ...task } = useTask();
  const work = async (ask: () => Promise<void>): Promise<void> => {
    await workAtOnce(async () => {
      await flushEdits();
      await ask();
    });
    void loadStatus();
  };
  return {
    ...task,
    work,
    tables,
    lookForTables: () =>
      void work(async () => setTables((await host.invoke('integrations.tables', { id })).tables)),
    closeTables: () => setTables(null),
  };
}

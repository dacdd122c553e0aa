// One question to a database at a time, asked once everything on the screen is in the project.
import { flushEdits } from '../state/project-store.ts';
import { useTask } from '../ui/use-task.ts';
import { loadStatus } from './status-store.ts';

export function useDatabaseTask(): ReturnType<typeof useTask> {
  const { work, ...state } = useTask();
  return {
    ...state,
    work: async (task) => {
      await work(async () => {
        await flushEdits();
        await task();
      });
      void loadStatus();
    },
  };
}

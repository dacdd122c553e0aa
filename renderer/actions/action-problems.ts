// What is wrong with an action, of all problems of the project.
import { useMemo } from 'react';
import type { Problem } from '#shared/ipc/views.ts';
import { useProblems } from '../state/problems-store.ts';

export function useActionProblems(id: string): readonly Problem[] {
  const problems = useProblems((state) => state.problems);
  return useMemo(() => problems.filter(({ actionId }) => actionId === id), [problems, id]);
}

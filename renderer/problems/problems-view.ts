// Whether the problems panel is open, and which problems it lists in which order.
import { create } from 'zustand';
import type { Problem } from '#shared/ipc/views.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export const useProblemsView = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const toggleProblems = (): void => useProblemsView.setState(({ isOpen }) => ({ isOpen: !isOpen }));

export const severities = ['error', 'warning', 'hint'] as const;

export interface ProblemGroup {
  /** null = the project as a whole. */
  readonly workflowId: string | null;
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** By workflow in their order, the project's own first; within each, errors, then warnings, then hints. */
export function groupProblems(index: ProjectIndex, problems: readonly Problem[]): readonly ProblemGroup[] {
  const ids = [null, ...index.workflows.keys()];
  const sorted = problems.toSorted(
    (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
  );
  return ids.flatMap((workflowId) => {
    const own = sorted.filter((problem) =>
      workflowId === null
        ? problem.workflowId === null || !index.workflows.has(problem.workflowId)
        : problem.workflowId === workflowId,
    );
    const name = workflowId === null ? 'Project' : (index.workflows.get(workflowId)?.name ?? '');
    return own.length === 0 ? [] : [{ workflowId, name, problems: own }];
  });
}

/** "2 errors, 1 warning"; hints only when there is nothing else. */
export function countInWords(problems: readonly Problem[]): string {
  const parts = severities.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return parts.join(', ');
}

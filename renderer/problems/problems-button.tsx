import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useProblems } from '../state/problems-store.ts';
import { toggleAction } from './problem-actions.ts';
import { severities, useProblemsView } from './problems-view.ts';

/** In the status line: how many problems there are; shows and hides their panel. */
export function ProblemsButton(): ReactElement {
  const problems = useProblems((state) => state.problems);
  const isOpen = useProblemsView((view) => view.isOpen);
  const counts = severities.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count > 0 || severity === 'error' ? { severity, count } : [];
  });
  return (
    <UnstyledButton className="status-line__button" aria-expanded={isOpen} onClick={toggleAction.run}>
      <VisuallyHidden>Problems: </VisuallyHidden>
      {problems.length === 0
        ? 'No problems'
        : counts.map(({ severity, count }) => (
            <span key={severity} className={`severity severity--${count > 0 ? severity : 'none'}`}>
              {`${count} ${severity}${count === 1 ? '' : 's'}`}
            </span>
          ))}
    </UnstyledButton>
  );
}

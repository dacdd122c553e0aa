import { UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useProblems } from '../state/problems-store.ts';
import { severities, toggleProblems, useProblemsView } from './problems-view.ts';

/** In the status line: how many problems there are; shows and hides their panel. */
export function ProblemsButton(): ReactElement {
  const problems = useProblems((state) => state.problems);
  const isOpen = useProblemsView((view) => view.isOpen);
  const counts = severities.map((severity) => ({
    severity,
    count: problems.filter((problem) => problem.severity === severity).length,
  }));
  const shown = counts.filter(({ count, severity }) => count > 0 || severity === 'error');
  return (
    <UnstyledButton
      className="status-line__button"
      aria-expanded={isOpen}
      aria-label={`Problems: ${counts.map(({ count, severity }) => `${count} ${severity}s`).join(', ')}`}
      onClick={toggleProblems}
    >
      {problems.length === 0
        ? 'No problems'
        : shown.map(({ severity, count }) => (
            <span key={severity} className={`severity severity--${count > 0 ? severity : 'none'}`}>
              {`${count} ${severity}${count === 1 ? '' : 's'}`}
            </span>
          ))}
    </UnstyledButton>
  );
}

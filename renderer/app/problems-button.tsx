import { Popover, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { Problem } from '#shared/ipc/views.ts';
import { useIndex } from '../state/project-store.ts';
import { useProblems } from '../state/problems-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { openDock, revealStep, showWorkflow } from '../state/ui-store.ts';

const severities = ['error', 'warning', 'hint'] as const;
const icons = { error: IconCircleX, warning: IconAlertTriangle, hint: IconInfoCircle };

export function ProblemsButton(): ReactElement {
  const problems = useProblems((state) => state.problems);
  const [isOpen, setOpen] = useState(false);
  const counts = severities.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    if (count === 0 && severity !== 'error') return [];
    return { severity, count, words: `${count} ${severity}${count === 1 ? '' : 's'}` };
  });
  const isClean = problems.length === 0;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" width={420} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className="status-line__button"
          aria-label={`Problems: ${isClean ? 'No problems' : counts.map(({ words }) => words).join(' ')}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isClean
            ? 'No problems'
            : counts.map(({ severity, count, words }) => (
                <span key={severity} className={`severity severity--${count > 0 ? severity : 'none'}`}>
                  {`${words} `}
                </span>
              ))}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="problems" role="dialog" aria-label="Problems">
        {problems.length === 0 ? (
          <p className="problems__none">
            <IconCircleCheck size={18} /> Nothing to mend. Checks run again after every change.
          </p>
        ) : (
          <ul className="dg-scroll">
            {severities.flatMap((severity) =>
              problems
                .filter((problem) => problem.severity === severity)
                .map((problem, position) => (
                  <ProblemRow
                    key={`${severity} ${position}`}
                    problem={problem}
                    onOpen={() => setOpen(false)}
                  />
                )),
            )}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function ProblemRow({ problem, onOpen }: { readonly problem: Problem; onOpen(): void }): ReactElement {
  const { stepId, workflowId, severity, message } = problem;
  const title = useIndex((index) => {
    const step = stepId === null ? undefined : index.steps.get(stepId);
    if (step !== undefined) return titleOf(step);
    return workflowId === null ? 'Project' : (index.workflows.get(workflowId)?.name ?? 'Project');
  });
  const SeverityIcon = icons[severity];
  const go = (): void => {
    if (workflowId === null) return;
    if (stepId === null) showWorkflow(workflowId);
    else {
      revealStep(workflowId, stepId);
      openDock('settings');
    }
    onOpen();
  };
  return (
    <li>
      <button type="button" className="problems__row" onClick={go} disabled={workflowId === null}>
        <SeverityIcon size={16} className={`severity severity--${severity}`} />
        <span>
          <strong>{title}</strong>
          {message}
        </span>
      </button>
    </li>
  );
}

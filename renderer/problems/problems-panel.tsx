// The problems of the whole project, below the canvas: click to go there, one click to mend the obvious ones.
import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconBulb, IconCircleCheck, IconCircleX, IconX } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { Problem } from '#shared/ipc/views.ts';
import { TypeTile } from '../actions/action-types.tsx';
import { escapesToCanvas } from '../state/leave-to-canvas.ts';
import { useProblems } from '../state/problems-store.ts';
import { useIndex } from '../state/project-store.ts';
import { definitionOf, titleOf } from '../state/step-kinds.ts';
import { StepTile } from '../ui/step-tile.tsx';
import { FixButtons } from './fix-buttons.tsx';
import { leadTo } from './lead-to.ts';
import { countInWords, groupProblems, toggleProblems, useProblemsView } from './problems-view.ts';

export function ProblemsPanel(): ReactElement | null {
  const isOpen = useProblemsView((view) => view.isOpen);
  return isOpen ? <OpenPanel /> : null;
}

function OpenPanel(): ReactElement {
  const problems = useProblems((state) => state.problems);
  const index = useIndex((current) => current);
  const groups = useMemo(() => groupProblems(index, problems), [index, problems]);
  return (
    <section className="problems" aria-label="Problems" {...escapesToCanvas}>
      <div className="problems__head">
        <h2>Problems</h2>
        <span className="problems__count" role="status">
          {problems.length === 0 ? '' : countInWords(problems)}
        </span>
        <ActionIcon size={24} aria-label="Close problems" onClick={toggleProblems}>
          <IconX size={15} />
        </ActionIcon>
      </div>
      <div className="problems__list dg-scroll" tabIndex={-1}>
        {groups.map(({ workflowId, name, problems: own }) => (
          <section key={workflowId ?? ''} aria-label={name}>
            <h3 className="dg-heading">{name}</h3>
            <ul className="plain-list">
              {own.map((problem) => (
                <Row key={keyOf(problem)} problem={problem} />
              ))}
            </ul>
          </section>
        ))}
        {problems.length === 0 && (
          <p className="problems__none">
            <IconCircleCheck size={18} /> Nothing to mend. Checks run again after every change.
          </p>
        )}
      </div>
    </section>
  );
}

const keyOf = ({ code, stepId, actionId, field, message }: Problem): string =>
  `${code} ${stepId ?? actionId ?? ''} ${field ?? ''} ${message}`;

const looks = {
  error: { Icon: IconCircleX, word: 'Error' },
  warning: { Icon: IconAlertTriangle, word: 'Warning' },
  hint: { Icon: IconBulb, word: 'Hint' },
} as const;

function Row({ problem }: { readonly problem: Problem }): ReactElement {
  const { severity, message, stepId, actionId } = problem;
  const { Icon: SeverityIcon, word } = looks[severity];
  const index = useIndex((current) => current);
  const step = index.steps.get(stepId ?? '');
  const action = index.actions.get(actionId ?? '');
  return (
    <li className="problem">
      <button type="button" className="problem__go" onClick={() => leadTo(problem)}>
        <span className={`problem__severity severity severity--${severity}`}>
          <SeverityIcon size={15} aria-hidden="true" />
          {word}
        </span>
        <span className="problem__what">
          {step !== undefined && (
            <span className="problem__step">
              <StepTile kind={definitionOf(step.kind)} size={18} />
              <span className="dg-truncate">{titleOf(step)}</span>
            </span>
          )}
          {action !== undefined && (
            <span className="problem__step">
              <TypeTile type={action.type} size={18} />
              <span className="dg-truncate">{action.name}</span>
            </span>
          )}
          <span className="problem__message">{message}</span>
        </span>
      </button>
      <FixButtons problem={problem} />
    </li>
  );
}

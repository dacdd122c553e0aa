// Errors of the project: they block, and lead to where they are.
import { IconCircleX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { leadTo } from '../problems/lead-to.ts';
import { useProblems } from '../state/problems-store.ts';
import { useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { Part } from '../ui/part.tsx';

export function ErrorsPart(): ReactElement {
  const problems = useProblems((state) => state.problems);
  const index = useIndex((current) => current);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return (
    <Part
      title="Errors to correct first"
      help="A project with errors is not published. Click one to go there."
    >
      <ul className="plain-list publish-errors" aria-label="Errors">
        {errors.map((problem) => {
          const { code, stepId, actionId, field, message } = problem;
          const step = index.steps.get(stepId ?? '');
          const where = step === undefined ? index.actions.get(actionId ?? '')?.name : titleOf(step);
          return (
            <li key={`${code} ${stepId ?? actionId ?? ''} ${field ?? ''} ${message}`}>
              <button type="button" className="publish-row" onClick={() => leadTo(problem)}>
                <IconCircleX size={15} className="severity--error" aria-hidden="true" />
                <span>
                  {where !== undefined && <strong>{where}: </strong>}
                  {message}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

// Where an integration or an operation is used, with the way there.
import { type ReactElement, useMemo } from 'react';
import { openActions } from '../actions/screen-store.ts';
import { goTo } from '../state/go-to.ts';
import { useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { usesOfIntegration } from './integration-uses.ts';

interface UsesProps {
  /** Of an integration or an operation. */
  readonly id: string;
  readonly none: string;
}

export function Uses({ id, none }: UsesProps): ReactElement {
  const index = useIndex((current) => current);
  const { actions, steps } = useMemo(() => usesOfIntegration(index, id), [index, id]);
  if (actions.length + steps.length === 0) return <p className="part__help">{none}</p>;
  return (
    <ul className="connector-uses" aria-label="Uses">
      {actions.map((action) => (
        <li key={action.id}>
          <button
            type="button"
            className="connector-uses__link"
            onClick={() => openActions({ kind: 'action', actionId: action.id })}
          >
            {action.name}
          </button>
          <span className="part__help">action</span>
        </li>
      ))}
      {steps.map((step) => (
        <li key={step.id}>
          <button
            type="button"
            className="connector-uses__link"
            onClick={() => goTo({ workflowId: step.workflowId, stepId: step.id, field: null })}
          >
            {step.name ?? titleOf(step)}
          </button>
          <span className="part__help">{index.workflows.get(step.workflowId)?.name}</span>
        </li>
      ))}
    </ul>
  );
}

// Where an integration or an operation is used, with the way there.
import { type ReactElement, useMemo } from 'react';
import { openActions } from '../actions/screen-store.ts';
import { goTo } from '../state/go-to.ts';
import { useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { UsesList } from '../ui/uses-list.tsx';
import { usesOfIntegration } from './integration-uses.ts';

interface UsesProps {
  /** Of an integration or an operation. */
  readonly id: string;
  readonly none: string;
}

export function Uses({ id, none }: UsesProps): ReactElement {
  const index = useIndex((current) => current);
  const { actions, steps } = useMemo(() => usesOfIntegration(index, id), [index, id]);
  const uses = [
    ...actions.map((action) => ({
      id: `action ${action.id}`,
      name: action.name,
      where: 'action',
      open: () => openActions({ kind: 'action', actionId: action.id }),
    })),
    ...steps.map((step) => ({
      id: `step ${step.id}`,
      name: step.name ?? titleOf(step),
      where: index.workflows.get(step.workflowId)?.name,
      open: () => goTo({ workflowId: step.workflowId, stepId: step.id, field: null }),
    })),
  ];
  return <UsesList uses={uses} none={none} />;
}

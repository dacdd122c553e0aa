// What of the project uses something that it needs, with the way there.
import { type ReactElement, useMemo } from 'react';
import { openActions } from '../actions/screen-store.ts';
import { usesOfIntegration } from '../integrations/integration-uses.ts';
import { usesOfProvider } from '../models/model-uses.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { goTo } from '../state/go-to.ts';
import { useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { partsOfSecret } from './publish-words.ts';

const mostShown = 6;

interface Use {
  readonly id: string;
  readonly words: string;
  readonly go: () => void;
}

/** `name`: of the secret, as the runtime has it. */
export function NeededBy({ name }: { readonly name: string }): ReactElement | null {
  const index = useIndex((current) => current);
  const uses = useMemo(() => usesOf(index, name), [index, name]);
  if (uses.length === 0) return null;
  return (
    <p className="publish__muted">
      Needed by{' '}
      {uses.slice(0, mostShown).map(({ id, words, go }, position) => (
        <span key={id}>
          {position > 0 && ', '}
          <button type="button" className="publish-link" onClick={go}>
            {words}
          </button>
        </span>
      ))}
      {uses.length > mostShown && ` and ${uses.length - mostShown} more`}.
    </p>
  );
}

function usesOf(index: ProjectIndex, name: string): readonly Use[] {
  const { kind, id } = partsOfSecret(name);
  const { actions, steps } =
    kind === 'model' ? { actions: [], ...usesOfProvider(index, id) } : usesOfIntegration(index, id);
  return [
    ...actions.map((action) => ({
      id: action.id,
      words: action.name,
      go: () => openActions({ kind: 'action', actionId: action.id }),
    })),
    ...steps
      .filter(({ isDisabled }) => isDisabled !== true)
      .map((step) => ({
        id: step.id,
        words: titleOf(step),
        go: () =>
          goTo({
            workflowId: step.workflowId,
            stepId: step.id,
            field: kind === 'connector' ? 'connectors' : null,
          }),
      })),
  ];
}

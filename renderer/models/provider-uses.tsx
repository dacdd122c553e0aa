import { type ReactElement, useMemo } from 'react';
import { goTo } from '../state/go-to.ts';
import { useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { useUi } from '../state/ui-store.ts';
import { usesOfProvider } from './model-uses.ts';

/** What of this project would be answered by the simulator without the provider. */
export function ProviderUses({ providerId }: { readonly providerId: string }): ReactElement {
  const index = useIndex((current) => current);
  const { steps, isDefault } = useMemo(() => usesOfProvider(index, providerId), [index, providerId]);
  if (steps.length === 0 && !isDefault) return <p>Nothing in this project uses its models.</p>;
  return (
    <div>
      <p>The simulator would answer in the preview of this project for:</p>
      <ul>
        {isDefault && <li>every prompt that names no model of its own (the project’s default)</li>}
        {steps.map((step) => (
          <li key={step.id}>
            <button
              type="button"
              className="model-picker__link"
              onClick={() => {
                useUi.setState({ isProjectSettingsOpen: false });
                goTo({ workflowId: step.workflowId, stepId: step.id, field: 'model' });
              }}
            >
              {titleOf(step)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

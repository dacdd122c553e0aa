import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useIndex, useProject } from '../state/project-store.ts';
import { kinds } from '../state/step-kinds.ts';
import { useUi } from '../state/ui-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { StepTile } from '../ui/step-tile.tsx';
import { useAddStep } from './use-add-step.ts';

/** What to do with a workflow that has no steps: how it can begin. */
export function EmptyWorkflow(): ReactElement {
  const addStep = useAddStep();
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const workflowId = useUi((ui) => ui.workflowId);
  const isMain = useIndex((index) => index.workspace.mainWorkflowId === workflowId);
  const entries = kinds.filter(({ entry }) =>
    isMain ? entry === 'start' || entry === 'message' : entry === 'enter',
  );
  return (
    <div className="canvas-empty">
      <EmptyState
        Icon={IconRoute}
        title="This workflow is empty"
        heading="h2"
        words="Choose how it begins, then drag from a step’s dot to connect the next one."
      >
        {!isReadOnly &&
          entries.map((kind) => (
            <Button
              key={kind.kind}
              className="canvas-empty__entry"
              variant="default"
              size="sm"
              leftSection={<StepTile kind={kind} size={20} />}
              onClick={() => addStep(kind.kind)}
            >
              {kind.title}
            </Button>
          ))}
      </EmptyState>
    </div>
  );
}

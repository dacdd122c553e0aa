// Puts a new step on the canvas: where it was dropped, beside the selected step, or in the middle of what is seen.
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback } from 'react';
import { workflowIdSchema } from '#shared/model/ids.ts';
import type { PortRef } from '../commands/edge-commands.ts';
import { addStep, type Point } from '../commands/step-commands.ts';
import { addStepInto } from '../commands/insert-commands.ts';
import { goTo } from '../state/go-to.ts';
import { newStepId } from '../state/new-id.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { currentProject, run } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { freePlace, nodeGap } from './free-place.ts';
import { nodeWidth } from './step-size.ts';

interface Wish {
  readonly position?: Point;
  readonly from?: PortRef;
  /** The connection that the step is put into. */
  readonly edgeId?: string;
}

export type AddStep = (kind: string, wish?: Wish) => void;

export function useAddStep(): AddStep {
  const { screenToFlowPosition } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (kind, wish = {}) => {
      const project = currentProject();
      const workflowId = workflowIdSchema.safeParse(useUi.getState().workflowId);
      if (project === null || !workflowId.success) return;
      const box = store.getState().domNode?.getBoundingClientRect();
      const centre = screenToFlowPosition({
        x: (box?.left ?? 0) + (box?.width ?? 0) / 2 - nodeWidth / 2,
        y: (box?.top ?? 0) + (box?.height ?? 0) / 3,
      });
      const position = freePlace(
        project.index,
        workflowId.data,
        wish.position ??
          betweenOf(project.index, wish.edgeId) ??
          besideOf(project.index, workflowId.data, wish.from?.stepId) ??
          centre,
      );
      const id = newStepId();
      const step = { id, kind, workflowId: workflowId.data, position };
      run((index) =>
        wish.edgeId === undefined ? addStep(index, step, wish.from) : addStepInto(index, step, wish.edgeId),
      );
      if (project.readOnly !== null) return;
      useUi.setState({ quickAdd: null });
      // What the step does is written next; keys meant for that must not reach the canvas.
      goTo({ workflowId: workflowId.data, stepId: id, field: null });
    },
    [screenToFlowPosition, store],
  );
}

/** In the middle of a connection. */
function betweenOf(index: ProjectIndex, edgeId: string | undefined): Point | undefined {
  const edge = index.edges.get(edgeId ?? '');
  const from = index.steps.get(edge?.from.stepId ?? '')?.position;
  const to = index.steps.get(edge?.to ?? '')?.position;
  if (from === undefined || to === undefined) return undefined;
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** Right of the step it follows, of the one selected step, or of the last one. */
function besideOf(
  index: ProjectIndex,
  workflowId: string,
  fromStepId: string | undefined,
): Point | undefined {
  const { selectedStepIds } = useUi.getState();
  const only = selectedStepIds.size === 1 ? [...selectedStepIds][0] : undefined;
  const step = index.steps.get(fromStepId ?? only ?? lastStepId(index, workflowId) ?? '');
  return step === undefined ? undefined : { x: step.position.x + nodeWidth + nodeGap, y: step.position.y };
}

function lastStepId(index: ProjectIndex, workflowId: string): string | undefined {
  const x = (id: string): number => index.steps.get(id)?.position.x ?? 0;
  return [...(index.stepIdsByWorkflow.get(workflowId) ?? [])].toSorted((one, other) => x(other) - x(one))[0];
}

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { useProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { usePreview } from '../preview/preview-store.ts';
import { actions } from './canvas-actions.ts';
import { useDrag } from './drag-store.ts';
import { lanePath } from './route.ts';
import { useLane } from './use-lanes.ts';
import type { StepFlowEdge } from './flow-elements.ts';

/** A way from a port to a step. In the accent while it is on the path that the preview took. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<StepFlowEdge>) {
  const { id, data, selected, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const isLink = data?.isLink === true;
  const isTaken = usePreview(({ turn }) => (isLink ? false : turn.takenEdgeIds.has(id)));
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const isAlone = useUi((ui) => ui.selectedEdgeIds.size === 1 && ui.selectedStepIds.size === 0);
  const lane = useLane(id);
  const isDropped = useDrag(({ dropEdgeId }) => dropEdgeId === id);
  const [curve, curveX, curveY] = getBezierPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    curvature: 0.35,
  });
  const around =
    lane === undefined ? undefined : lanePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, lane);
  const { x: labelX, y: labelY } = around?.middle ?? { x: curveX, y: curveY };
  const classes = ['step-edge'];
  if (isLink) classes.push('step-edge--link');
  if (isTaken) classes.push('step-edge--taken');
  if (isDropped) classes.push('step-edge--drop');
  if (selected === true) classes.push('step-edge--selected');
  return (
    <>
      <BaseEdge
        id={id}
        path={around?.path ?? curve}
        className={classes.join(' ')}
        interactionWidth={isLink ? 0 : 18}
      />
      {selected === true && isAlone && !isReadOnly && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="step-edge__delete nodrag nopan"
            aria-label="Delete connection"
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            onClick={actions.remove.run}
          >
            <IconX size={12} stroke={2.4} />
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

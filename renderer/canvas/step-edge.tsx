import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { deleteElements } from '../commands/step-commands.ts';
import { run, useProject } from '../state/project-store.ts';
import { usePreview } from '../preview/preview-store.ts';
import type { StepFlowEdge } from './flow-elements.ts';

/** A way from a port to a step. In the accent while it is on the path that the preview took. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<StepFlowEdge>) {
  const { id, data, selected, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const isLink = data?.isLink === true;
  const isTaken = usePreview(({ turn }) => (isLink ? false : turn.takenEdgeIds.has(id)));
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const [path, labelX, labelY] = getBezierPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    curvature: 0.35,
  });
  const classes = ['step-edge'];
  if (isLink) classes.push('step-edge--link');
  if (isTaken) classes.push('step-edge--taken');
  if (selected === true) classes.push('step-edge--selected');
  return (
    <>
      <BaseEdge id={id} path={path} className={classes.join(' ')} interactionWidth={isLink ? 0 : 18} />
      {selected === true && !isReadOnly && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="step-edge__delete nodrag nopan"
            aria-label="Delete connection"
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            onClick={() => run((index) => deleteElements(index, [], [id]))}
          >
            <IconX size={12} stroke={2.4} />
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

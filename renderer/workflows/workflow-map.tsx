// All workflows and which leads to which, from the main one to the right. A click opens one.
import { Modal, VisuallyHidden } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { useIndex } from '../state/project-store.ts';
import { showWorkflow, useUi } from '../state/ui-store.ts';
import { type MapJump, type MapPlace, mapOf } from './jumps.ts';
import { closeWorkflowMap, useIsMapOpen } from './map-store.ts';

const [width, height, columnWidth, rowHeight] = [176, 52, 252, 84];

export function WorkflowMap(): ReactElement {
  const isOpen = useIsMapOpen((map) => map.isOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={closeWorkflowMap}
      size="auto"
      title="Map of workflows"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Places />
    </Modal>
  );
}

function Places(): ReactElement {
  const index = useIndex((current) => current);
  const { places, jumps } = useMemo(() => mapOf(index), [index]);
  const known = useMemo(() => new Map(places.map((place) => [String(place.workflow.id), place])), [places]);
  const columns = Math.max(...places.map(({ column }) => column)) + 1;
  const rows = Math.max(...places.map(({ row }) => row)) + 1;
  const size = { width: columns * columnWidth - (columnWidth - width), height: rows * rowHeight };
  return (
    <>
      <p className="workflow-map__hint">
        {jumps.length === 0
          ? 'No workflow goes to another one yet. Add a Workflow step to lead from one to another.'
          : 'From the main workflow to the right: which workflow goes to which.'}
      </p>
      <div className="workflow-map dg-scroll">
        <div className="workflow-map__page" style={size}>
          <svg {...size} aria-hidden="true">
            <defs>
              <marker
                id="jump"
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                orient="auto"
              >
                <path d="M0 0 8 4 0 8z" />
              </marker>
            </defs>
            {jumps.map((jump) => (
              <Jump
                key={`${jump.from} ${jump.to}`}
                jump={jump}
                from={known.get(jump.from)}
                to={known.get(jump.to)}
              />
            ))}
          </svg>
          {places.map((place) => (
            <Place
              key={place.workflow.id}
              place={place}
              jumps={jumps}
              nameOf={(id) => known.get(id)?.workflow.name ?? ''}
            />
          ))}
        </div>
      </div>
    </>
  );
}

interface PlaceProps {
  readonly place: MapPlace;
  readonly jumps: readonly MapJump[];
  nameOf(id: string): string;
}

function Place({ place, jumps, nameOf }: PlaceProps): ReactElement {
  const { workflow, column, row, stepCount, isReached } = place;
  const isCurrent = useUi((ui) => ui.workflowId === workflow.id);
  const isMain = useIndex((index) => index.workspace.mainWorkflowId === workflow.id);
  const targets = jumps.filter(({ from }) => from === workflow.id).map(({ to }) => nameOf(to));
  const leads = targets.length === 0 ? 'goes to no other' : `goes to ${targets.join(', ')}`;
  const classes = ['workflow-map__place'];
  if (isCurrent) classes.push('workflow-map__place--current');
  if (!isReached) classes.push('workflow-map__place--lost');
  return (
    <button
      type="button"
      className={classes.join(' ')}
      style={{ left: column * columnWidth, top: row * rowHeight, width, height }}
      onClick={() => {
        showWorkflow(workflow.id);
        closeWorkflowMap();
      }}
    >
      <VisuallyHidden>Workflow </VisuallyHidden>
      <strong className="dg-truncate">{workflow.name}</strong>
      <VisuallyHidden>, {leads}</VisuallyHidden>
      <span>
        {stepCount === 1 ? '1 step' : `${stepCount} steps`}
        {isMain && ' · main'}
        {!isReached && ' · not reached'}
      </span>
    </button>
  );
}

interface JumpProps {
  readonly jump: MapJump;
  readonly from: MapPlace | undefined;
  readonly to: MapPlace | undefined;
}

function Jump({ jump, from, to }: JumpProps): ReactElement | null {
  if (from === undefined || to === undefined || from === to) return null;
  const isForward = to.column > from.column;
  const x1 = from.column * columnWidth + width;
  const y1 = from.row * rowHeight + height / 2;
  const x2 = to.column * columnWidth + (isForward ? 0 : width / 2);
  const y2 = to.row * rowHeight + (isForward ? height / 2 : height);
  const path = isForward
    ? `M${x1} ${y1}C${x1 + 40} ${y1} ${x2 - 40} ${y2} ${x2} ${y2}`
    : `M${x1 - width / 2} ${y1 + height / 2}C${x1 - width / 2} ${y1 + height / 2 + 30} ${x2} ${y2 + 30} ${x2} ${y2}`;
  return (
    <>
      <path className="workflow-map__jump" d={path} markerEnd="url(#jump)" />
      {jump.count > 1 && (
        <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 6}>
          ×{jump.count}
        </text>
      )}
    </>
  );
}

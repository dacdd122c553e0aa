// A frame on the canvas: a named rectangle behind steps, or a chip in the place of what it hides.
import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, type ReactElement } from 'react';
import type { Frame } from '#shared/model/entities/furniture.ts';
import { limits } from '#shared/model/limits.ts';
import { nameFrame } from '../../commands/furniture-commands.ts';
import { run, useProject } from '../../state/project-store.ts';
import { inputHandle } from '../port-place.ts';
import { FurnitureBar } from './furniture-bar.tsx';
import { beginEditing, endEditing, useIsEditing } from './furniture-editing.ts';
import { chipOutput, type FrameFlowNode } from './furniture-elements.ts';
import { ResizeHandles } from './resize-handles.tsx';
import { foldFrame } from './furniture-actions.ts';

export const FrameNode = memo(function FrameNode({ data, selected }: NodeProps<FrameFlowNode>) {
  const { frame, hiddenCount } = data;
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const isFolded = hiddenCount !== null;
  const classes = ['frame', `furniture--${frame.color}`, isFolded ? 'frame--folded' : 'frame--open'];
  if (selected) classes.push('frame--selected');
  return (
    <div className={classes.join(' ')} data-testid={`frame-${frame.id}`}>
      <div className="frame__head frame__grip" onDoubleClick={() => !isReadOnly && beginEditing(frame.id)}>
        <Fold frame={frame} isReadOnly={isReadOnly} />
        <FrameName frame={frame} />
        {isFolded && (
          <span className="frame__count">{hiddenCount === 1 ? '1 step' : `${hiddenCount} steps`}</span>
        )}
      </div>
      {isFolded && <ChipHandles />}
      {selected && !isReadOnly && (
        <>
          <FurnitureBar furniture={frame} />
          {!isFolded && <ResizeHandles id={frame.id} minWidth={200} minHeight={120} />}
        </>
      )}
    </div>
  );
});

function Fold({ frame, isReadOnly }: { readonly frame: Frame; readonly isReadOnly: boolean }): ReactElement {
  const isCollapsed = frame.collapsed !== null;
  const Chevron = isCollapsed ? IconChevronRight : IconChevronDown;
  return (
    <ActionIcon
      size={22}
      className="frame__fold nodrag"
      aria-label={`${isCollapsed ? 'Open' : 'Collapse'} frame ${frame.name}`}
      aria-expanded={!isCollapsed}
      disabled={isReadOnly}
      onClick={() => foldFrame(frame.id)}
    >
      <Chevron size={15} stroke={2} />
    </ActionIcon>
  );
}

function FrameName({ frame }: { readonly frame: Frame }): ReactElement {
  const isEditing = useIsEditing(frame.id);
  if (!isEditing) {
    return (
      <span className="frame__name dg-truncate" title={frame.name}>
        {frame.name === '' ? 'Frame without a name' : frame.name}
      </span>
    );
  }
  return (
    <input
      autoFocus
      className="frame__name frame__name--editing nodrag nopan"
      aria-label="Name of the frame"
      maxLength={limits.name}
      value={frame.name}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={({ currentTarget }) => run((index) => nameFrame(index, frame.id, currentTarget.value))}
      onBlur={() => endEditing(frame.id)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' || event.key === 'Enter') endEditing(frame.id, true);
      }}
    />
  );
}

/** Where connections of hidden steps come in and go out. */
function ChipHandles(): ReactElement {
  return (
    <>
      <Handle
        type="target"
        id={inputHandle}
        position={Position.Left}
        className="frame__handle"
        isConnectable={false}
      />
      <Handle
        type="source"
        id={chipOutput}
        position={Position.Right}
        className="frame__handle"
        isConnectable={false}
      />
    </>
  );
}

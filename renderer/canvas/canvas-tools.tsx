import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconHandStop,
  IconLayoutDistributeVertical,
  IconMaximize,
  IconMinus,
  IconPlus,
  IconPointer,
  IconSquarePlus,
  type Icon,
} from '@tabler/icons-react';
import { Panel, useReactFlow } from '@xyflow/react';
import type { ReactElement } from 'react';
import { revert } from '../commands/revert.ts';
import { useProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { actions } from './canvas-actions.ts';
import { FurnitureTools } from './furniture/furniture-tools.tsx';
import { openQuickAdd } from './quick-add-place.ts';
import { tidy } from './tidy/tidy.ts';

export function CanvasTools(): ReactElement {
  const { zoomIn, zoomOut } = useReactFlow();
  const isBoxSelecting = useUi((ui) => ui.isBoxSelecting);
  const undoLabel = useProject((project) => project.undoLabel);
  const redoLabel = useProject((project) => project.redoLabel);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <Panel position="bottom-center" className="canvas-tools" role="toolbar" aria-label="Canvas tools">
      <Tool
        label="Move the canvas by dragging"
        Icon={IconHandStop}
        isOn={!isBoxSelecting}
        onClick={() => useUi.setState({ isBoxSelecting: false })}
      />
      <Tool
        label="Select steps by dragging"
        Icon={IconPointer}
        isOn={isBoxSelecting}
        onClick={() => useUi.setState({ isBoxSelecting: true })}
      />
      <span className="canvas-tools__line" />
      <Tool
        label="Add a step"
        hint="A"
        Icon={IconSquarePlus}
        isDisabled={isReadOnly}
        onClick={() => openQuickAdd()}
      />
      <FurnitureTools />
      <Tool
        label="Tidy up"
        hint="Shift T"
        Icon={IconLayoutDistributeVertical}
        isDisabled={isReadOnly}
        onClick={tidy}
      />
      <Tool
        label="Undo"
        hint={undoLabel ?? 'nothing'}
        Icon={IconArrowBackUp}
        isDisabled={isReadOnly || undoLabel === null}
        onClick={() => void revert(false)}
      />
      <Tool
        label="Redo"
        hint={redoLabel ?? 'nothing'}
        Icon={IconArrowForwardUp}
        isDisabled={isReadOnly || redoLabel === null}
        onClick={() => void revert(true)}
      />
      <span className="canvas-tools__line" />
      <Tool label="Zoom out" Icon={IconMinus} onClick={() => void zoomOut({ duration: 120 })} />
      <Tool label="Zoom in" Icon={IconPlus} onClick={() => void zoomIn({ duration: 120 })} />
      <Tool label="Show everything" hint="Shift 1" Icon={IconMaximize} onClick={actions.showAll.run} />
    </Panel>
  );
}

interface ToolProps {
  readonly label: string;
  readonly hint?: string;
  readonly Icon: Icon;
  readonly isOn?: boolean;
  readonly isDisabled?: boolean;
  onClick(): void;
}

function Tool({ label, hint, Icon: ToolIcon, isOn, isDisabled = false, onClick }: ToolProps): ReactElement {
  return (
    <Tooltip label={hint === undefined ? label : `${label}: ${hint}`} position="top">
      <ActionIcon
        size={30}
        aria-label={label}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        disabled={isDisabled}
        onClick={onClick}
      >
        <ToolIcon size={17} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

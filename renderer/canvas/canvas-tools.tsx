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
} from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import type { ReactElement } from 'react';
import { ActionButton } from '../commands/actions/action-button.tsx';
import { editAction } from '../commands/actions/edit-actions.ts';
import { useUi } from '../state/ui-store.ts';
import { actions } from './canvas-actions.ts';
import { FurnitureTools } from './furniture/furniture-tools.tsx';

export function CanvasTools(): ReactElement {
  const isBoxSelecting = useUi((ui) => ui.isBoxSelecting);
  return (
    <Panel position="bottom-center" className="canvas-tools" role="toolbar" aria-label="Canvas tools">
      <ActionButton tip="top" action={actions.hand} Icon={IconHandStop} isOn={!isBoxSelecting} />
      <ActionButton tip="top" action={actions.boxSelect} Icon={IconPointer} isOn={isBoxSelecting} />
      <span className="canvas-tools__line" />
      <ActionButton tip="top" action={editAction.addStep} Icon={IconSquarePlus} />
      <FurnitureTools />
      <ActionButton tip="top" action={actions.tidy} Icon={IconLayoutDistributeVertical} />
      <ActionButton tip="top" action={editAction.undo} Icon={IconArrowBackUp} />
      <ActionButton tip="top" action={editAction.redo} Icon={IconArrowForwardUp} />
      <span className="canvas-tools__line" />
      <ActionButton tip="top" action={actions.zoomOut} Icon={IconMinus} />
      <ActionButton tip="top" action={actions.zoomIn} Icon={IconPlus} />
      <ActionButton tip="top" action={actions.showAll} Icon={IconMaximize} />
    </Panel>
  );
}

// What can be done with the one selected note or frame, above it: colours, writing, collapsing, deleting.
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import type { ReactElement } from 'react';
import type { Frame, Note } from '#shared/model/entities/furniture.ts';
import { ActionButton } from '../../commands/actions/action-button.tsx';
import { useUi } from '../../state/ui-store.ts';
import { actions } from '../canvas-actions.ts';
import { colorActions, furnitureAction } from './furniture-actions.ts';

export function FurnitureBar({ furniture }: { readonly furniture: Note | Frame }): ReactElement | null {
  // It keeps its size while the canvas is small.
  const scale = useStore((state) => Math.max(1, 1 / state.transform[2]));
  const isAlone = useUi((ui) => ui.selectedFurnitureIds.size + ui.selectedStepIds.size === 1);
  if (!isAlone) return null;
  return (
    <div
      className="furniture-bar nodrag nopan"
      role="toolbar"
      aria-label={`Tools of the ${'text' in furniture ? 'note' : 'frame'}`}
      style={{ transform: `scale(${scale})` }}
    >
      {colorActions.map(({ color, action }) => (
        <button
          key={color}
          type="button"
          className={`furniture-bar__color furniture--${color}`}
          aria-label={action.title}
          aria-pressed={color === furniture.color}
          onClick={action.run}
        />
      ))}
      <span className="canvas-tools__line" />
      <ActionButton size={24} iconSize={15} action={furnitureAction.write} Icon={IconPencil} />
      <ActionButton size={24} iconSize={15} action={actions.remove} Icon={IconTrash} />
    </div>
  );
}

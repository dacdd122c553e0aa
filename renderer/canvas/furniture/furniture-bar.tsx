// What can be done with the one selected note or frame, above it: colours, writing, collapsing, deleting.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash, type Icon } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import type { ReactElement } from 'react';
import { type Frame, furnitureColors, type Note } from '#shared/model/entities/furniture.ts';
import { colorFurniture, deleteFurniture } from '../../commands/furniture-commands.ts';
import { run } from '../../state/project-store.ts';
import { useUi } from '../../state/ui-store.ts';
import { beginEditing } from './furniture-editing.ts';

export function FurnitureBar({ furniture }: { readonly furniture: Note | Frame }): ReactElement | null {
  // It keeps its size while the canvas is small.
  const scale = useStore((state) => Math.max(1, 1 / state.transform[2]));
  const isAlone = useUi((ui) => ui.selectedFurnitureIds.size + ui.selectedStepIds.size === 1);
  if (!isAlone) return null;
  const { id, color } = furniture;
  const kind = 'text' in furniture ? 'note' : 'frame';
  return (
    <div
      className="furniture-bar nodrag nopan"
      role="toolbar"
      aria-label={`Tools of the ${kind}`}
      style={{ transform: `scale(${scale})` }}
    >
      {furnitureColors.map((each) => (
        <button
          key={each}
          type="button"
          className={`furniture-bar__color furniture--${each}`}
          aria-label={`Colour: ${each}`}
          aria-pressed={each === color}
          onClick={() => run((index) => colorFurniture(index, id, each))}
        />
      ))}
      <span className="canvas-tools__line" />
      <BarButton
        label={kind === 'note' ? 'Write' : 'Rename'}
        Icon={IconPencil}
        onClick={() => beginEditing(id)}
      />
      <BarButton
        label={kind === 'note' ? 'Delete note' : 'Delete frame, keep what is in it'}
        Icon={IconTrash}
        onClick={() => run((index) => deleteFurniture(index, [id], [], []))}
      />
    </div>
  );
}

interface BarButtonProps {
  readonly label: string;
  readonly Icon: Icon;
  onClick(): void;
}

function BarButton({ label, Icon: BarIcon, onClick }: BarButtonProps): ReactElement {
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} onClick={onClick}>
        <BarIcon size={15} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

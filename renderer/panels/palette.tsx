import { Tooltip } from '@mantine/core';
import type { DragEvent, ReactElement } from 'react';
import { draggedKind } from '../canvas/drag-kind.ts';
import { useAddStep } from '../canvas/use-add-step.ts';
import { useProject } from '../state/project-store.ts';
import { type KindDefinition, kinds } from '../state/step-kinds.ts';
import { StepTile } from '../ui/step-tile.tsx';

/** Titles that do not fit into half of the sidebar get its whole width. */
const longTitle = 8;

/** The kinds of steps: click to add one, or drag it to its place. */
export function Palette(): ReactElement {
  const addStep = useAddStep();
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <div className="palette">
      {kinds.map((kind) => (
        <PaletteItem key={kind.kind} kind={kind} isDisabled={isReadOnly} onAdd={() => addStep(kind.kind)} />
      ))}
    </div>
  );
}

interface PaletteItemProps {
  readonly kind: KindDefinition;
  readonly isDisabled: boolean;
  onAdd(): void;
}

function PaletteItem({ kind, isDisabled, onAdd }: PaletteItemProps): ReactElement {
  const startDrag = (event: DragEvent): void => {
    event.dataTransfer.setData(draggedKind, kind.kind);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <Tooltip label={kind.purpose} position="right" multiline maw={240}>
      <button
        type="button"
        className={`palette__item${kind.title.length > longTitle ? ' palette__item--wide' : ''}`}
        aria-label={`Add ${kind.title} step`}
        disabled={isDisabled}
        draggable={!isDisabled}
        onDragStart={startDrag}
        onClick={onAdd}
      >
        <StepTile kind={kind} size={22} />
        <span className="dg-truncate">{kind.title}</span>
      </button>
    </Tooltip>
  );
}

import { Tooltip } from '@mantine/core';
import { type DragEvent, type KeyboardEvent, type ReactElement, useState } from 'react';
import { draggedKind } from '../canvas/drag-kind.ts';
import { useAddStep } from '../canvas/use-add-step.ts';
import { useProject } from '../state/project-store.ts';
import { groupedKinds, kindGroups } from '../state/kind-groups.ts';
import type { KindDefinition } from '../state/step-kinds.ts';
import { StepTile } from '../ui/step-tile.tsx';

const ways: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: -groupedKinds.length,
  End: groupedKinds.length,
};

/** The kinds of steps: click to add one, or drag it to its place. One stop of the Tab key; arrows lead through it. */
export function Palette(): ReactElement {
  const addStep = useAddStep();
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const [reached, setReached] = useState(0);

  const walk = (event: KeyboardEvent): void => {
    const by = ways[event.key];
    if (by === undefined) return;
    const place = Math.min(Math.max(reached + by, 0), groupedKinds.length - 1);
    event.currentTarget.closest('.palette')?.querySelectorAll('button')[place]?.focus();
    event.preventDefault();
  };

  return (
    <div className="palette" role="toolbar" aria-label="Kinds of steps" aria-orientation="vertical">
      {kindGroups.map(({ group, label, kinds }) => (
        <div key={group} role="group" aria-label={label}>
          <h3 className="palette__group">{label}</h3>
          {kinds.map((kind) => {
            const place = groupedKinds.indexOf(kind);
            return (
              <PaletteItem
                key={kind.kind}
                kind={kind}
                isDisabled={isReadOnly}
                isReached={place === reached}
                onReach={() => setReached(place)}
                onKeyDown={walk}
                onAdd={() => addStep(kind.kind)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface PaletteItemProps {
  readonly kind: KindDefinition;
  readonly isDisabled: boolean;
  readonly isReached: boolean;
  onReach(): void;
  onKeyDown(event: KeyboardEvent): void;
  onAdd(): void;
}

function PaletteItem(props: PaletteItemProps): ReactElement {
  const { kind, isDisabled, isReached, onReach, onKeyDown, onAdd } = props;
  const startDrag = (event: DragEvent): void => {
    event.dataTransfer.setData(draggedKind, kind.kind);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <Tooltip label={kind.purpose} position="right" multiline maw={240}>
      <button
        type="button"
        className="palette__item"
        aria-label={`Add ${kind.title} step`}
        disabled={isDisabled}
        draggable={!isDisabled}
        tabIndex={isReached ? 0 : -1}
        onFocus={onReach}
        onKeyDown={onKeyDown}
        onDragStart={startDrag}
        onClick={onAdd}
      >
        <StepTile kind={kind} size={22} />
        <span className="dg-truncate">{kind.title}</span>
      </button>
    </Tooltip>
  );
}

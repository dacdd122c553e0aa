// Type to find a step kind and add it where the menu was opened.
import { Portal } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { type KindDefinition, kinds } from '../state/step-kinds.ts';
import { type QuickAdd, useUi } from '../state/ui-store.ts';
import { StepTile } from '../ui/step-tile.tsx';
import { useAddStep } from './use-add-step.ts';

export function QuickAddMenu(): ReactElement | null {
  const quickAdd = useUi((ui) => ui.quickAdd);
  if (quickAdd === null) return null;
  return (
    <Portal>
      <OpenMenu quickAdd={quickAdd} />
    </Portal>
  );
}

const menuSize = { width: 260, height: 340 };
/** Names that begin with the words come first, then names that hold them, then purposes. Null: not found. */
function rankOf({ title, purpose }: KindDefinition, words: string): number | null {
  const name = title.toLowerCase();
  if (name.startsWith(words)) return 0;
  if (name.includes(words)) return 1;
  return purpose.toLowerCase().includes(words) ? 2 : null;
}

const close = (): void => useUi.setState({ quickAdd: null });

function OpenMenu({ quickAdd }: { readonly quickAdd: QuickAdd }): ReactElement {
  const { screen, position, from, edgeId } = quickAdd;
  const isFollowing = from !== null || edgeId !== undefined;
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const addStep = useAddStep();
  const box = useClickOutside<HTMLDivElement>(close);
  const words = query.trim().toLowerCase();
  const found = kinds
    .filter(({ entry }) => !isFollowing || entry === undefined)
    .map((kind) => ({ kind, rank: rankOf(kind, words) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ kind }) => kind);

  const add = (kind: string): void => {
    addStep(kind, {
      ...(position === null ? {} : { position }),
      ...(from === null ? {} : { from }),
      ...(edgeId === undefined ? {} : { edgeId }),
    });
    close();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const kind = found[active]?.kind;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && kind !== undefined) add(kind);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={box}
      className="quick-add"
      role="dialog"
      aria-label="Add a step here"
      style={{
        left: Math.min(screen.x, window.innerWidth - menuSize.width - 12),
        top: Math.min(screen.y, window.innerHeight - menuSize.height - 12),
      }}
    >
      <input
        className="quick-add__search"
        aria-label="Find a step"
        placeholder={
          edgeId !== undefined
            ? 'Which step comes between?'
            : isFollowing
              ? 'Which step follows?'
              : 'Add a step…'
        }
        value={query}
        autoFocus
        data-own-undo
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="quick-add__list dg-scroll" role="listbox" aria-label="Steps">
        {found.map((kind, place) => (
          <button
            key={kind.kind}
            type="button"
            role="option"
            aria-selected={place === active}
            className="quick-add__item"
            title={kind.purpose}
            onMouseMove={() => setActive(place)}
            onClick={() => add(kind.kind)}
          >
            <StepTile kind={kind} size={22} />
            <span className="dg-truncate">{kind.title}</span>
          </button>
        ))}
        {found.length === 0 && <p className="quick-add__none">No step is called that.</p>}
      </div>
    </div>
  );
}

// Type to find a step kind and add it where the menu was opened.
import { Portal } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { Fragment, type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { groupedKinds, kindGroups } from '../state/kind-groups.ts';
import { connectedPortsOf, portRowsOf, titleOf } from '../state/step-kinds.ts';
import { type QuickAdd, useUi } from '../state/ui-store.ts';
import { useIndex } from '../state/project-store.ts';
import { ranked } from '../ui/ranked.ts';
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

const optionId = (place: number): string => `quick-add-option-${place}`;
const close = (): void => useUi.setState({ quickAdd: null });

function OpenMenu({ quickAdd }: { readonly quickAdd: QuickAdd }): ReactElement {
  const { screen, position, from, edgeId } = quickAdd;
  const isFollowing = from !== null || edgeId !== undefined;
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const addStep = useAddStep();
  const box = useClickOutside<HTMLDivElement>(close);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const found = ranked(
    groupedKinds.filter(({ entry }) => !isFollowing || entry === undefined),
    query,
    ({ title, purpose }) => ({ title, more: purpose }),
  );
  const [opener] = useState(() => document.activeElement);

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
    if (event.key === 'Escape') {
      close();
      if (opener instanceof HTMLElement) opener.focus();
    } else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
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
      <Source from={from} />
      <input
        className="quick-add__search"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="quick-add-list"
        aria-activedescendant={found[active] === undefined ? undefined : optionId(active)}
        aria-autocomplete="list"
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
      <div
        ref={list}
        id="quick-add-list"
        className="quick-add__list dg-scroll"
        role="listbox"
        aria-label="Steps"
        hidden={found.length === 0}
      >
        {found.map((kind, place) => (
          <Fragment key={kind.kind}>
            {query.trim() === '' && kind.group !== found[place - 1]?.group && (
              <p className="quick-add__group" aria-hidden="true">
                {kindGroups.find(({ group }) => group === kind.group)?.label}
              </p>
            )}
            <button
              type="button"
              tabIndex={-1}
              id={optionId(place)}
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
          </Fragment>
        ))}
      </div>
      {found.length === 0 && <p className="quick-add__none">No step is called that. Try fewer letters.</p>}
    </div>
  );
}

/** What the new step follows. */
function Source({ from }: Pick<QuickAdd, 'from'>): ReactElement | null {
  const index = useIndex((current) => current);
  const step = index.steps.get(from?.stepId ?? '');
  if (from === null || step === undefined) return null;
  const label = portRowsOf(step, connectedPortsOf(index, step.id)).find(({ id }) => id === from.port)?.label;
  return (
    <p className="quick-add__source dg-truncate">
      After <b>{titleOf(step)}</b>
      {label !== undefined && label !== '' && ` · ${label}`}
    </p>
  );
}

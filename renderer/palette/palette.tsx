// The command palette: type to run a command, go to a step or workflow, find words in the project, or pick from a list.
// A combobox with a listbox, so that a screen reader says what is active.
import { Modal } from '@mantine/core';
import { IconCornerDownLeft, IconSearch } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type ReactElement,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { StepTile } from '../ui/step-tile.tsx';
import { KeyCaps } from './key-caps.tsx';
import { useIndex } from '../state/project-store.ts';
import { itemsFor, type PaletteItem } from './palette-items.ts';
import { closePalette, type PaletteMode, usePalette } from './palette-store.ts';

export function Palette(): ReactElement | null {
  const mode = usePalette((palette) => palette.mode);
  if (mode === null) return null;
  return (
    <Modal.Root
      opened
      onClose={closePalette}
      returnFocus={false}
      size={640}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'palette-dialog' }}
    >
      <Modal.Overlay backgroundOpacity={0.25} />
      <Modal.Content radius="lg" aria-label={labelOf(mode)}>
        <Search key={mode.kind === 'pick' ? mode.label : mode.kind} mode={mode} />
      </Modal.Content>
    </Modal.Root>
  );
}

function labelOf(mode: PaletteMode): string {
  if (mode.kind === 'pick') return mode.label;
  return mode.kind === 'find' ? 'Find in the project' : 'Search or run a command';
}

function Search({ mode }: { readonly mode: PaletteMode }): ReactElement {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const index = useIndex((current) => current);
  const words = useDeferredValue(query);
  const items = useMemo(() => itemsFor(mode, index, words), [mode, index, words]);
  const current = items[Math.min(active, items.length - 1)];

  const choose = (item: PaletteItem): void => {
    closePalette();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = steps[event.key];
    if (by !== undefined) {
      const next = Math.min(active, items.length - 1) + by;
      const isEnd = next < 0 || next >= items.length;
      const wrapped =
        Math.abs(by) === 1
          ? (next + items.length) % items.length
          : Math.max(0, Math.min(next, items.length - 1));
      setActive(isEnd && items.length > 0 ? wrapped : next);
    } else if (event.key === 'Enter' && current !== undefined) choose(current);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="palette-search">
        <IconSearch size={17} stroke={1.8} aria-hidden="true" />
        <input
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={current === undefined ? undefined : optionId(items.indexOf(current))}
          aria-autocomplete="list"
          aria-label={labelOf(mode)}
          placeholder={placeholders[mode.kind]}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          data-autofocus
          data-own-undo
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <KeyCaps keys="Esc" />
      </div>
      <Found items={items} active={current} onPoint={setActive} onChoose={choose} />
      {items.length === 0 && <p className="palette-none">{noneWords(mode, query)}</p>}
      <p className="palette-count dg-visually-hidden" role="status">
        {query === '' ? '' : `${items.length} found`}
      </p>
    </>
  );
}

const placeholders = {
  all: 'Run a command, or go to a step, workflow or text…',
  find: 'Find in step names, texts and variables…',
  pick: 'Type to find…',
} as const;

function noneWords({ kind }: PaletteMode, query: string): string {
  if (kind === 'find' && query.trim() === '') {
    return 'Type a word, or a variable such as args.plan, to see where the project uses it.';
  }
  return 'Nothing found. Try fewer letters.';
}

const optionId = (position: number): string => `palette-option-${position}`;

interface FoundProps {
  readonly items: readonly PaletteItem[];
  readonly active: PaletteItem | undefined;
  onPoint(position: number): void;
  onChoose(item: PaletteItem): void;
}

function Found({ items, active, onPoint, onChoose }: FoundProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const sections = [...new Set(items.map(({ section }) => section))];
  return (
    <div
      ref={list}
      id="palette-list"
      role="listbox"
      aria-label="Found"
      className="palette-list dg-scroll"
      hidden={items.length === 0}
    >
      {sections.map((section) => (
        <div key={section} role="group" aria-label={section}>
          <div className="palette-section" aria-hidden="true">
            {section}
          </div>
          {items.map((item, position) =>
            item.section !== section ? null : (
              <button
                key={item.id}
                type="button"
                tabIndex={-1}
                id={optionId(position)}
                role="option"
                aria-selected={item === active}
                className="palette-option"
                onMouseMove={() => onPoint(position)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(item)}
              >
                {item.kind !== null && <StepTile kind={item.kind} size={22} />}
                <span className="palette-option__words">
                  <span className="palette-option__label dg-truncate">
                    {item.snippet === null ? (
                      item.label
                    ) : (
                      <>
                        {item.snippet.before}
                        <mark>{item.snippet.match}</mark>
                        {item.snippet.after}
                      </>
                    )}
                  </span>
                  {item.detail !== '' && (
                    <span className="palette-option__detail dg-truncate">{item.detail}</span>
                  )}
                </span>
                {item.keys === null ? (
                  item === active && <IconCornerDownLeft size={15} aria-hidden="true" />
                ) : (
                  <KeyCaps keys={item.keys} />
                )}
              </button>
            ),
          )}
        </div>
      ))}
    </div>
  );
}

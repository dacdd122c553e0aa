// The outline beside the canvas: the same project as a tree, for the keyboard and for screen readers.
// Invariants: one row has the tab stop and is always drawn; the canvas' selection and the row of that step move together.
import { IconArrowRight, IconPencil, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useMergedRef } from '@mantine/hooks';
import {
  type KeyboardEvent,
  type ReactElement,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import type { Action } from '../commands/actions/action.ts';
import { ActionButton } from '../commands/actions/action-button.tsx';
import { useIndex } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { toggleOutline } from './outline-actions.ts';
import { rowActions } from './outline-row-actions.ts';
import { type OutlineRow, outlineRows } from './outline-rows.ts';
import { RowView } from './row-view.tsx';
import { setOpen, useOutline } from './outline-store.ts';
import { useRowWindow } from './use-row-window.ts';
import { activate, addAt, beginRenaming, connectRow, open, remove } from './row-commands.ts';

export function Outline(): ReactElement | null {
  const isShown = useOutline((outline) => outline.isShown);
  return isShown ? <OpenOutline /> : null;
}

function OpenOutline(): ReactElement {
  const index = useIndex((current) => current);
  const openKeys = useOutline((outline) => outline.open);
  const activeKey = useOutline((outline) => outline.activeKey);
  const rows = useMemo(() => outlineRows(index, openKeys), [index, openKeys]);
  const active = rows.find(({ key }) => key === activeKey) ?? rows[0];
  useFollowCanvas();
  useLayoutEffect(() => {
    useOutline.setState({ reached: active ?? null });
  }, [active]);
  const tree = useFocusOnActive(active?.key);
  const { drawn, height, ref, onScroll } = useRowWindow(rows, active);
  const newest = useRef(rows);
  useEffect(() => {
    newest.current = rows;
  });
  const onRowKey = useCallback(
    (event: KeyboardEvent, row: OutlineRow) => onKeyDown(event, row, newest.current),
    [],
  );
  return (
    <aside className="outline" aria-label="Outline">
      <div className="outline__head">
        <h2>Outline</h2>
        <RowTools />
      </div>
      <div
        ref={useMergedRef(tree, ref)}
        role="tree"
        aria-label="Workflows and steps"
        className="outline__tree dg-scroll"
        onScroll={({ currentTarget }) => onScroll(currentTarget)}
      >
        <div role="none" className="outline__rows" style={{ height }}>
          {drawn.map(({ row, top }) => (
            <RowView key={row.key} row={row} top={top} isActive={row === active} onKeyDown={onRowKey} />
          ))}
        </div>
      </div>
    </aside>
  );
}

const closeOutline: Action = { ...toggleOutline, title: 'Close outline' };

function RowTools(): ReactElement {
  return (
    <div role="toolbar" aria-label="Outline tools" className="outline__tools">
      <ActionButton size={24} iconSize={15} action={rowActions.add} Icon={IconPlus} />
      <ActionButton size={24} iconSize={15} action={rowActions.connect} Icon={IconArrowRight} />
      <ActionButton size={24} iconSize={15} action={rowActions.rename} Icon={IconPencil} />
      <ActionButton size={24} iconSize={15} action={rowActions.remove} Icon={IconTrash} />
      <ActionButton size={24} iconSize={15} action={closeOutline} Icon={IconX} />
    </div>
  );
}

/** Opens the workflow that the canvas shows, and goes along with its selection. */
function useFollowCanvas(): void {
  const workflowId = useUi((ui) => ui.workflowId);
  const selected = useUi((ui) => ui.selectedStepIds);
  useEffect(() => {
    if (workflowId !== null) setOpen(workflowId, true);
  }, [workflowId]);
  useEffect(() => {
    const only = selected.size === 1 ? [...selected][0] : undefined;
    if (only !== undefined) useOutline.setState({ activeKey: only });
  }, [selected]);
}

/** Moves the focus with the active row while it is inside the tree. */
function useFocusOnActive(key: string | undefined) {
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    if (tree.current?.contains(document.activeElement) === true) row?.focus();
    else row?.scrollIntoView({ block: 'nearest' });
  }, [key]);
  return tree;
}

function onKeyDown(event: KeyboardEvent, row: OutlineRow, rows: readonly OutlineRow[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
  const position = rows.indexOf(row);
  const go = (to: OutlineRow | undefined): void => {
    if (to !== undefined) activate(to);
  };
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(rows[position + 1]),
    ArrowUp: () => go(rows[position - 1]),
    Home: () => go(rows[0]),
    End: () => go(rows.at(-1)),
    ArrowRight() {
      if (row.isOpen === false) setOpen(row.key, true);
      else if (row.isOpen === true) go(rows[position + 1]);
      else if (row.kind === 'path' && row.target !== undefined) open(row);
    },
    ArrowLeft() {
      if (row.isOpen === true) setOpen(row.key, false);
      else go(rows.find(({ key }) => key === row.parent));
    },
    Enter: () => open(row),
    ' ': () => open(row),
    a: () => addAt(row),
    c: () => connectRow(row),
    F2: () => beginRenaming(row),
    Delete: () => remove(row),
    Backspace: () => remove(row),
  };
  const act = acts[event.key];
  if (act === undefined) return;
  event.preventDefault();
  // The canvas would take Delete and the arrows for its own.
  event.stopPropagation();
  act();
}

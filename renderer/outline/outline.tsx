// The outline beside the canvas: the same project as a tree, for the keyboard and for screen readers.
// Invariants: one row has the tab stop and is always drawn; the canvas' selection and the row of that step move together.
import { ActionIcon, Tooltip } from '@mantine/core';
import { type Icon, IconArrowRight, IconPencil, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, type ReactElement, useCallback, useEffect, useMemo, useRef } from 'react';
import { useIndex, useProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { type OutlineRow, outlineRows } from './outline-rows.ts';
import { RowView } from './row-view.tsx';
import { setOpen, useOutline } from './outline-store.ts';
import { useRowWindow } from './use-row-window.ts';
import { activate, addAt, beginRenaming, connectRow, open, remove } from './row-commands.ts';

export function Outline(): ReactElement | null {
  const isShown = useOutline((outline) => outline.isShown);
  return isShown ? <OpenOutline /> : null;
}

const hide = (): void => useOutline.setState({ isShown: false });

function OpenOutline(): ReactElement {
  const index = useIndex((current) => current);
  const openKeys = useOutline((outline) => outline.open);
  const activeKey = useOutline((outline) => outline.activeKey);
  const rows = useMemo(() => outlineRows(index, openKeys), [index, openKeys]);
  const active = rows.find(({ key }) => key === activeKey) ?? rows[0];
  useFollowCanvas();
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
        <RowTools row={active} />
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

function RowTools({ row }: { readonly row: OutlineRow | undefined }): ReactElement {
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const isPath = row?.kind === 'path';
  return (
    <div role="toolbar" aria-label="Outline tools" className="outline__tools">
      <Tool label="Add a step here" hint="A" Icon={IconPlus} isDisabled={isReadOnly} row={row} act={addAt} />
      <Tool
        label="Connect a path"
        hint="C"
        Icon={IconArrowRight}
        isDisabled={isReadOnly || row?.kind === 'workflow'}
        row={row}
        act={connectRow}
      />
      <Tool
        label="Rename"
        hint="F2"
        Icon={IconPencil}
        isDisabled={isReadOnly || isPath}
        row={row}
        act={beginRenaming}
      />
      <Tool
        label={isPath ? 'Disconnect' : 'Delete'}
        hint="Delete"
        Icon={IconTrash}
        isDisabled={isReadOnly || (isPath && row.edge === undefined)}
        row={row}
        act={remove}
      />
      <Tool label="Close outline" Icon={IconX} isDisabled={false} row={row} act={hide} />
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly hint?: string;
  readonly Icon: Icon;
  readonly isDisabled: boolean;
  readonly row: OutlineRow | undefined;
  act(row: OutlineRow): void;
}

function Tool({ label, hint, Icon: ToolIcon, isDisabled, row, act }: ToolProps): ReactElement {
  return (
    <Tooltip label={hint === undefined ? label : `${label}: ${hint}`}>
      <ActionIcon
        size={24}
        aria-label={label}
        disabled={isDisabled || row === undefined}
        onClick={() => (row === undefined ? undefined : act(row))}
      >
        <ToolIcon size={15} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
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

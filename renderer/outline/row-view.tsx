import { IconChevronRight, IconCornerDownRight } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type ReactElement, useState } from 'react';
import { limits } from '#shared/model/limits.ts';
import { nameStep } from '../commands/step-commands.ts';
import { renameWorkflow } from '../commands/workflow-commands.ts';
import { useStepProblems } from '../state/problems-store.ts';
import { run } from '../state/project-store.ts';
import { definitionOf, titleOf } from '../state/step-kinds.ts';
import { useUi } from '../state/ui-store.ts';
import { StepTile } from '../ui/step-tile.tsx';
import type { OutlineRow, PathRow, StepRow } from './outline-rows.ts';
import { setOpen, useOutline } from './outline-store.ts';
import { activate, open } from './row-commands.ts';

interface RowViewProps {
  readonly row: OutlineRow;
  /** How far down it stands. */
  readonly top: number;
  readonly isActive: boolean;
  onKeyDown(event: KeyboardEvent, row: OutlineRow): void;
}

export const RowView = memo(function RowView({ row, top, isActive, onKeyDown }: RowViewProps) {
  const isSelected = useUi((ui) => row.kind === 'step' && ui.selectedStepIds.has(row.key));
  const isRenaming = useOutline((outline) => outline.renaming === row.key);
  const trouble = useTrouble(row);
  return (
    <div
      role="treeitem"
      className={`outline-row outline-row--${row.kind}`}
      data-key={row.key}
      style={{ top }}
      tabIndex={isActive ? 0 : -1}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.count}
      aria-selected={isSelected}
      {...(row.isOpen === null ? {} : { 'aria-expanded': row.isOpen })}
      onKeyDown={(event) => onKeyDown(event, row)}
      onClick={() => activate(row)}
      onDoubleClick={() => open(row)}
    >
      <span className="dg-visually-hidden">{`${row.words}${trouble}`}</span>
      <Twisty row={row} />
      {isRenaming && row.kind !== 'path' ? (
        <NameField row={row} />
      ) : (
        <span className="outline-row__shown" aria-hidden="true">
          <Words row={row} />
        </span>
      )}
    </div>
  );
});

/** What is wrong with a step, for the ear. */
function useTrouble(row: OutlineRow): string {
  const problems = useStepProblems(row.kind === 'step' ? row.key : '');
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  const count = errors > 0 ? errors : warnings;
  if (count === 0) return '';
  return `, ${count} ${errors > 0 ? 'error' : 'warning'}${count === 1 ? '' : 's'}`;
}

function Twisty({ row }: { readonly row: OutlineRow }): ReactElement {
  if (row.isOpen === null) return <span className="outline-row__twisty" />;
  return (
    <IconChevronRight
      size={14}
      className={`outline-row__twisty${row.isOpen ? ' outline-row__twisty--open' : ''}`}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        setOpen(row.key, row.isOpen !== true);
      }}
    />
  );
}

const Words = memo(function Words({ row }: { readonly row: OutlineRow }): ReactElement {
  if (row.kind === 'step') return <StepWords row={row} />;
  if (row.kind === 'path') return <PathWords row={row} />;
  return <span className="outline-row__name dg-truncate">{row.workflow.name}</span>;
});

function StepWords({ row: { step, detail } }: { readonly row: StepRow }): ReactElement {
  const problems = useStepProblems(step.id).filter(({ severity }) => severity !== 'hint');
  const hasError = problems.some(({ severity }) => severity === 'error');
  return (
    <>
      <StepTile kind={definitionOf(step.kind)} size={20} />
      <span className="outline-row__words">
        <span className="outline-row__name dg-truncate">{titleOf(step)}</span>
        <span className="outline-row__detail dg-truncate">{detail}</span>
      </span>
      {problems.length > 0 && (
        <span className={`problem-badge problem-badge--${hasError ? 'error' : 'warning'}`}>
          {problems.length}
        </span>
      )}
    </>
  );
}

function PathWords({ row: { port, target } }: { readonly row: PathRow }): ReactElement {
  return (
    <>
      <IconCornerDownRight size={14} aria-hidden="true" />
      <span className="outline-row__port dg-truncate">{port.label === '' ? 'unnamed' : port.label}</span>
      <span className="outline-row__detail dg-truncate">
        {target === undefined ? 'nowhere yet' : `→ ${titleOf(target)}`}
      </span>
    </>
  );
}

function NameField({ row }: { readonly row: Exclude<OutlineRow, PathRow> }): ReactElement {
  const [name, setName] = useState(row.kind === 'step' ? (row.step.name ?? '') : row.workflow.name);
  const end = (isKept: boolean, element: HTMLElement): void => {
    const treeItem = element.closest<HTMLElement>('[role="treeitem"]');
    useOutline.setState({ renaming: null });
    if (isKept) {
      run((index) =>
        row.kind === 'step'
          ? nameStep(index, row.step.id, name.trim())
          : renameWorkflow(index, row.workflow.id, name),
      );
    }
    treeItem?.focus();
  };
  return (
    <input
      className="outline-row__field"
      aria-label={row.kind === 'step' ? 'New name of the step' : 'New name of the workflow'}
      value={name}
      maxLength={limits.name}
      autoFocus
      data-own-undo
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setName(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        if (useOutline.getState().renaming === row.key) end(true, event.currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === 'Enter', event.currentTarget);
      }}
    />
  );
}

// What can be done with a row of the outline, by key or by button.
import { openQuickAdd } from '../canvas/quick-add-place.ts';
import { askWhatFollows } from '../commands/follow-commands.ts';
import { deleteElements } from '../commands/step-commands.ts';
import { deleteWorkflow } from '../commands/workflow-commands.ts';
import { goTo } from '../state/go-to.ts';
import { currentProject, run } from '../state/project-store.ts';
import { revealStep, showWorkflow } from '../state/ui-store.ts';
import type { OutlineRow } from './outline-rows.ts';
import { setOpen, useOutline } from './outline-store.ts';

const canEdit = (): boolean => currentProject()?.readOnly === null;

/** Puts the keys on a row; a step is selected with it. */
export function activate(row: OutlineRow): void {
  useOutline.setState({ activeKey: row.key });
  if (row.kind === 'step') revealStep(row.step.workflowId, row.step.id);
}

/** Enter: show the workflow, edit the step, follow the path or lead it somewhere. */
export function open(row: OutlineRow): void {
  switch (row.kind) {
    case 'workflow':
      setOpen(row.key, true);
      showWorkflow(row.workflow.id);
      break;
    case 'step':
      goTo({ workflowId: row.step.workflowId, stepId: row.step.id, field: null });
      break;
    case 'path':
      if (row.target === undefined) connectRow(row);
      else {
        setOpen(row.target.workflowId, true);
        useOutline.setState({ activeKey: row.target.id });
        revealStep(row.target.workflowId, row.target.id);
      }
      break;
    default:
      row satisfies never;
  }
}

export function connectRow(row: OutlineRow): void {
  if (!canEdit()) return;
  if (row.kind === 'step') askWhatFollows(row.step.id);
  else if (row.kind === 'path') askWhatFollows(row.stepId, row.port.id);
}

/** A new step: behind the path, behind the step, or at the end of the workflow. */
export function addAt(row: OutlineRow): void {
  if (!canEdit()) return;
  if (row.kind === 'workflow') {
    showWorkflow(row.workflow.id);
    openQuickAdd();
  } else connectRow(row);
}

/** The step or workflow, or the connection of a path. */
export function remove(row: OutlineRow): void {
  if (!canEdit()) return;
  run((index) => {
    if (row.kind === 'workflow') return deleteWorkflow(index, row.workflow.id);
    if (row.kind === 'step') return deleteElements(index, [row.step.id], []);
    return row.edge === undefined ? null : deleteElements(index, [], [row.edge.id]);
  });
}

export function beginRenaming(row: OutlineRow): void {
  if (canEdit() && row.kind !== 'path') useOutline.setState({ renaming: row.key });
}

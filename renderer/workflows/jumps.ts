// Which steps lead to which workflows, and how that looks as a map. Pure.
import type { Step, Workflow } from '#shared/model/entities/flow.ts';
import { referencesOf } from '../commands/references.ts';
import type { ProjectIndex } from '../state/project-index.ts';

/** The workflow that a step leads to; undefined when it leads to none, or to one that is gone. */
export function targetOf(index: ProjectIndex, step: Step): string | undefined {
  return referencesOf(step).find(({ to, id }) => to === 'workflow' && index.workflows.has(id))?.id;
}

/** The steps that lead to this workflow. */
export function usesOf(index: ProjectIndex, workflowId: string): readonly Step[] {
  return [...index.steps.values()].filter((step) => targetOf(index, step) === workflowId);
}

export interface MapPlace {
  readonly workflow: Workflow;
  readonly column: number;
  readonly row: number;
  readonly stepCount: number;
  /** Some way leads here from the main workflow. */
  readonly isReached: boolean;
}

export interface MapJump {
  readonly from: string;
  readonly to: string;
  /** How many steps make it. */
  readonly count: number;
}

export interface WorkflowMap {
  readonly places: readonly MapPlace[];
  readonly jumps: readonly MapJump[];
}

/** A column for each number of jumps from the main workflow; what is not reached stands in the last one. */
export function mapOf(index: ProjectIndex): WorkflowMap {
  const jumps = jumpsOf(index);
  const columns = new Map<string, number>([[index.workspace.mainWorkflowId, 0]]);
  for (const [id, column] of columns) {
    for (const { from, to } of jumps) if (from === id && !columns.has(to)) columns.set(to, column + 1);
  }
  const last = Math.max(...columns.values());
  const rows = new Map<number, number>();
  const places = [...index.workflows.values()].map((workflow): MapPlace => {
    const known = columns.get(workflow.id);
    const column = known ?? last + 1;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    const stepCount = index.stepIdsByWorkflow.get(workflow.id)?.size ?? 0;
    return { workflow, column, row, stepCount, isReached: known !== undefined };
  });
  return { places, jumps };
}

function jumpsOf(index: ProjectIndex): readonly MapJump[] {
  const jumps = new Map<string, MapJump>();
  for (const step of index.steps.values()) {
    const to = targetOf(index, step);
    if (to === undefined) continue;
    const from = step.workflowId;
    const key = `${from} ${to}`;
    jumps.set(key, { from, to, count: (jumps.get(key)?.count ?? 0) + 1 });
  }
  return [...jumps.values()];
}

// The rows of the outline that are shown: workflows, in open ones their steps, in open ones their paths.
// Invariants: a row's key stays the same while what it stands for exists, and the row itself while it says the same: a letter
// makes one new row of thousands.
import type { Edge, Step, Workflow } from '#shared/model/entities/flow.ts';
import { portKey, type ProjectIndex } from '../state/project-index.ts';
import {
  connectedPortsOf,
  definitionOf,
  type PortRow,
  portRowsOf,
  summaryOf,
  titleOf,
} from '../state/step-kinds.ts';
import { flowOrder } from './flow-order.ts';

interface Place {
  readonly key: string;
  readonly parent: string | null;
  readonly level: 1 | 2 | 3;
  /** Which of how many on its level, from 1. */
  readonly place: number;
  readonly count: number;
  /** null = it has nothing inside. */
  readonly isOpen: boolean | null;
  /** What a screen reader says. */
  readonly words: string;
}

export interface WorkflowRow extends Place {
  readonly kind: 'workflow';
  readonly workflow: Workflow;
}

export interface StepRow extends Place {
  readonly kind: 'step';
  readonly step: Step;
  readonly detail: string;
}

export interface PathRow extends Place {
  readonly kind: 'path';
  readonly stepId: string;
  readonly port: PortRow;
  readonly edge: Edge | undefined;
  readonly target: Step | undefined;
}

export type OutlineRow = WorkflowRow | StepRow | PathRow;

export function outlineRows(index: ProjectIndex, open: ReadonlySet<string>): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const workflows = [...index.workflows.values()];
  for (const [position, workflow] of workflows.entries()) {
    const isOpen = open.has(workflow.id);
    const count = index.stepIdsByWorkflow.get(workflow.id)?.size ?? 0;
    rows.push({
      kind: 'workflow',
      key: workflow.id,
      parent: null,
      level: 1,
      place: position + 1,
      count: workflows.length,
      isOpen,
      words: `Workflow ${workflow.name}, ${count === 1 ? '1 step' : `${count} steps`}`,
      workflow,
    });
    if (!isOpen) continue;
    const steps = flowOrder(index, workflow.id);
    for (const [place, step] of steps.entries()) {
      const row = { step, place: place + 1, count: steps.length, isOpen: open.has(step.id) };
      rows.push(...stepRows(index, row));
    }
  }
  return rows;
}

/** The rows of a step, and what they were made of besides it. */
interface Made {
  readonly rows: readonly (StepRow | PathRow)[];
  readonly outgoing: ReadonlySet<string> | undefined;
  readonly detail: string;
  readonly targets: readonly Step[];
}

const made = new WeakMap<Step, Made>();

function isStill({ rows, outgoing, detail, targets }: Made, index: ProjectIndex, row: NewRow): boolean {
  const [first] = rows;
  return (
    first?.place === row.place &&
    first.count === row.count &&
    (first.isOpen === null || first.isOpen === row.isOpen) &&
    outgoing === index.edgeIdsBySource.get(row.step.id) &&
    detail === summaryOf(index, row.step) &&
    targets.every((target) => index.steps.get(target.id) === target)
  );
}

interface NewRow {
  readonly step: Step;
  readonly place: number;
  readonly count: number;
  readonly isOpen: boolean;
}

function stepRows(index: ProjectIndex, row: NewRow): readonly OutlineRow[] {
  const known = made.get(row.step);
  if (known !== undefined && isStill(known, index, row)) return known.rows;
  const { step, place, count } = row;
  const ports = portRowsOf(step, connectedPortsOf(index, step.id), index.actions);
  const title = titleOf(step);
  const kind = definitionOf(step.kind)?.title ?? 'Missing step';
  const detail = summaryOf(index, step);
  const paths = ports.map((port) => pathOf(index, step, port));
  const rows: (StepRow | PathRow)[] = [
    {
      kind: 'step',
      key: step.id,
      parent: step.workflowId,
      level: 2,
      place,
      count,
      isOpen: ports.length === 0 ? null : row.isOpen,
      words: [
        title === kind ? kind : `${kind} ${title}`,
        detail,
        ...(step.isDisabled === true ? ['disabled'] : []),
        ...paths.flatMap(({ port, target }) =>
          target === undefined ? [] : [`${port.label} leads to ${titleOf(target)}`],
        ),
      ].join(', '),
      step,
      detail,
    },
  ];
  if (row.isOpen) rows.push(...pathRows(step, paths));
  made.set(step, {
    rows,
    outgoing: index.edgeIdsBySource.get(step.id),
    detail,
    targets: paths.flatMap(({ target }) => target ?? []),
  });
  return rows;
}

function pathRows(step: Step, paths: readonly Path[]): readonly PathRow[] {
  return paths.map(({ port, edge, target }, position) => {
    const label = port.label === '' ? 'unnamed' : port.label;
    return {
      kind: 'path',
      key: portKey(step.id, port.id),
      parent: step.id,
      level: 3,
      place: position + 1,
      count: paths.length,
      isOpen: null,
      words: `Path ${label}, ${target === undefined ? 'leads nowhere yet' : `leads to ${titleOf(target)}`}`,
      stepId: step.id,
      port,
      edge,
      target,
    };
  });
}

type Path = Pick<PathRow, 'port' | 'edge' | 'target'>;

function pathOf(index: ProjectIndex, step: Step, port: PortRow): Path {
  const edge = index.edges.get(index.edgeByPort.get(portKey(step.id, port.id)) ?? '');
  return { port, edge, target: index.steps.get(edge?.to ?? '') };
}

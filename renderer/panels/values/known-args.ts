// Which names are in `args` when a step runs, as far as the flow tells: found by walking its paths backwards. In an action
// they are its inputs.
// Invariants: pure; the whole walk is done when it is asked for, never while the author types.
import { resultNames } from '#shared/engine/actions/result-names.ts';
import type { Action } from '#shared/model/entities/action.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../../state/project-index.ts';
import { definitionOf, describeStep, linksOf, settingsOf, titleOf } from '../../state/step-kinds.ts';

export interface KnownArgs {
  /** Each name with the titles of the steps that write it, the nearest first. */
  readonly writers: ReadonlyMap<string, readonly string[]>;
  /** Something on the way, such as code, may have put more names there. */
  readonly isOpen: boolean;
  /** Nothing leads to the step. */
  readonly isUnreached: boolean;
}

interface Way {
  readonly from: Step;
  readonly port: string;
}

/** `ownerId`: of the step or the action. */
export function knownArgs(index: ProjectIndex, ownerId: string): KnownArgs {
  const action = index.actions.get(ownerId);
  return action === undefined ? argsBefore(index, ownerId) : inputsOf(action);
}

function inputsOf({ inputs }: Action): KnownArgs {
  const names = inputs.map(({ name }) => name.trim()).filter((name) => name !== '');
  return {
    writers: new Map(names.map((name) => [name, ['the action’s inputs']])),
    // What is said after it sees its result as well.
    isOpen: true,
    isUnreached: false,
  };
}

function argsBefore(index: ProjectIndex, stepId: string): KnownArgs {
  const waysInto = waysByTarget(index, index.steps.get(stepId)?.workflowId ?? '');
  const writers = new Map<string, string[]>();
  const note = (name: string, step: Step): void => {
    const known = writers.get(name) ?? [];
    const title = titleOf(step);
    if (!known.includes(title)) writers.set(name, [...known, title]);
  };
  let isOpen = false;
  const seen = new Set([stepId]);
  const queue = [stepId];
  for (const target of queue) {
    for (const { from, port } of waysInto.get(target) ?? []) {
      if (port === 'error') note('error', from);
      if (seen.has(from.id) && from.id !== stepId) continue;
      const written = writtenBy(index, { from, port });
      isOpen ||= written.isOpen;
      for (const name of written.names) note(name, from);
      if (seen.has(from.id)) continue;
      seen.add(from.id);
      queue.push(from.id);
    }
  }
  return { writers, isOpen, isUnreached: queue.length === 1 };
}

function writtenBy(
  { actions, operations }: ProjectIndex,
  { from, port }: Way,
): ReturnType<typeof resultNames> {
  const definition = definitionOf(from.kind);
  if (definition === undefined || definition.entry === 'enter') return { names: [], isOpen: true };
  if (definition.entry === 'message') return { names: ['content'], isOpen: false };
  const described = describeStep(from);
  if (described?.ok !== true) return { names: [], isOpen: false };
  const { description } = described;
  const known = { actions, operations, kindOf: definitionOf };
  return resultNames({ settings: settingsOf(from), description }, port, known);
}

function waysByTarget(index: ProjectIndex, workflowId: string): ReadonlyMap<string, readonly Way[]> {
  const ways = new Map<string, Way[]>();
  const add = (to: string, way: Way): void => {
    const known = ways.get(to);
    if (known === undefined) ways.set(to, [way]);
    else known.push(way);
  };
  for (const id of index.stepIdsByWorkflow.get(workflowId) ?? []) {
    const from = index.steps.get(id);
    if (from === undefined) continue;
    for (const edgeId of index.edgeIdsBySource.get(id) ?? []) {
      const edge = index.edges.get(edgeId);
      if (edge !== undefined) add(edge.to, { from, port: edge.from.port });
    }
    for (const { to, port } of linksOf(from)) add(to, { from, port });
  }
  return ways;
}

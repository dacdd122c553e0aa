// What the screen knows about step kinds: their definitions, and what one step's settings mean.
// Invariants: a kind that is not known is never an error here: its step shows as missing and keeps its data.
import type { Step } from '#shared/model/entities/flow.ts';
import type { Link, NameLookup, Port, StepGroup } from '#shared/model/step-definition.ts';
import { definitionOf, describeStep, type KindDefinition, titleOf } from '#shared/compare/step-words.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { templateInWords } from '../panels/values/template-words.ts';
import type { ProjectIndex } from './project-index.ts';

export { definitionOf, describeStep, settingsOf, titleOf } from '#shared/compare/step-words.ts';
export type { KindDefinition } from '#shared/compare/step-words.ts';

const groupOrder: readonly StepGroup[] = ['trigger', 'ai', 'message', 'logic', 'data', 'people'];

/** All kinds in the order of the palette. */
export const kinds: readonly KindDefinition[] = definitions.toSorted(
  (one, other) => groupOrder.indexOf(one.group) - groupOrder.indexOf(other.group),
);

/** A port as a row of a node. `isGone`: an edge still leaves it, but the settings no longer have it. */
export interface PortRow extends Port {
  readonly isGone: boolean;
}

/** Ports of this step that an edge leaves, as one string, so that it compares by value. */
export function connectedPortsOf(index: ProjectIndex, stepId: string): string {
  const ports: string[] = [];
  for (const id of index.edgeIdsBySource.get(stepId) ?? []) ports.push(index.edges.get(id)?.from.port ?? '');
  return ports.toSorted().join(' ');
}

type Actions = ProjectIndex['actions'];

/** What a port is called: one that comes after an action, like the action. */
export function labelOfPort({ actionId, label }: Port, actions: Actions): string {
  if (actionId === undefined) return label;
  return actions.get(actionId)?.name ?? 'An action that no longer exists';
}

/** Rows of a step's node: the ports its settings give, and those that edges still leave (`connectedPortsOf`). */
export function portRowsOf(step: Step, connectedPorts: string, actions?: Actions): readonly PortRow[] {
  const described = describeStep(step);
  const isReadable = described?.ok === true;
  const rows: PortRow[] = isReadable
    ? described.description.ports.map((port) => ({
        ...port,
        label: actions === undefined ? port.label : labelOfPort(port, actions),
        isGone: false,
      }))
    : [];
  for (const id of connectedPorts.split(' ')) {
    if (id === '' || rows.some((row) => row.id === id)) continue;
    rows.push({ id, label: isReadable ? `${id} (no longer used)` : id, isGone: isReadable });
  }
  return rows;
}

export function linksOf(step: Step): readonly Link[] {
  const described = describeStep(step);
  return described?.ok === true ? described.description.links : [];
}

interface Summary {
  /** With the templates in it as they are written. */
  readonly text: string;
  readonly words: string;
  /** Whether what it names is still called so. */
  readonly checks: readonly ((names: NameLookup) => boolean)[];
}

/** A step is summed up again only when it changed, or what it names is called otherwise: typing asks for all steps. */
const summaries = new WeakMap<Step, Summary>();

/** What a step does, as one reads it. */
export const summaryOf = (index: ProjectIndex, step: Step): string => sumUp(index, step).words;

/** The same with the templates in it as they are written. */
export const summaryTemplateOf = (index: ProjectIndex, step: Step): string => sumUp(index, step).text;

function sumUp(index: ProjectIndex, step: Step): Summary {
  const known = summaries.get(step);
  if (known?.checks.length === 0) return known;
  const names = namesOf(index);
  if (known?.checks.every((isSame) => isSame(names)) === true) return known;
  const checks: ((now: NameLookup) => boolean)[] = [];
  const keep =
    <Id extends string>(find: (from: NameLookup) => (id: Id) => string | undefined) =>
    (id: Id): string | undefined => {
      const name = find(names)(id);
      checks.push((now) => find(now)(id) === name);
      return name;
    };
  const text = summaryWith(
    {
      workflow: keep(({ workflow }) => workflow),
      step: keep(({ step: nameOfStep }) => nameOfStep),
      action: keep(({ action }) => action),
      integration: keep(({ integration }) => integration),
      operation: keep(({ operation }) => operation),
    },
    step,
  );
  const summary = { text, words: templateInWords(text), checks };
  summaries.set(step, summary);
  return summary;
}

function summaryWith(names: NameLookup, step: Step): string {
  const described = describeStep(step);
  if (described === undefined) return 'This version of Dialogram does not know this step. Its data is kept.';
  return described.ok ? described.description.summary(names) : 'Its settings need attention.';
}

/** Names for summaries. Steps without a name of their own are told apart by their summary. */
export function namesOf(index: ProjectIndex): NameLookup {
  return {
    workflow: (id) => index.workflows.get(id)?.name,
    action: (id) => index.actions.get(id)?.name,
    integration: (id) => index.integrations.get(id)?.name,
    operation: (id) => index.operations.get(id)?.name,
    step: (id) => {
      const step = index.steps.get(id);
      return step === undefined ? undefined : titleOf(step);
    },
  };
}

/** Where a step can be led to: triggers begin a workflow, nothing leads to them. */
export function hasInput(step: Step): boolean {
  return definitionOf(step.kind)?.entry === undefined;
}

// What differs between two states of a project, in words and step by step, for the list and for the canvas.
// Invariants: pure; where a step lies is told apart from what it does.
import type { Step, Workflow } from '#shared/model/entities/flow.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { compareEntities, type ProjectChange } from './compare-entities.ts';
import { compareFurniture, type FurnitureChanges } from './compare-furniture.ts';
import type { Mark } from './mark.ts';
import { isSame, type Named, type NameOf, settingChanges } from './setting-words.ts';
import { definitionOf, describeStep, settingsOf, titleOf } from './step-words.ts';
import { quote, textChange } from './text-change.ts';

export interface StepChange {
  readonly mark: Mark;
  /** As it is afterwards; a removed one as it was. */
  readonly step: Step;
  readonly title: string;
  /** What it does, or did, of one that was added or removed; else empty. */
  readonly summary: string;
  readonly details: readonly string[];
}

export interface WorkflowChanges {
  readonly id: string;
  readonly name: string;
  readonly mark: Mark | null;
  readonly details: readonly string[];
  readonly steps: readonly StepChange[];
  /** Paths between steps that were there before and are there now. */
  readonly connections: readonly string[];
  readonly movedCount: number;
  readonly furniture: FurnitureChanges;
}

export interface Comparison {
  /** Of the project as a whole: settings, assistants, test users. */
  readonly project: readonly ProjectChange[];
  /** Only those that differ. */
  readonly workflows: readonly WorkflowChanges[];
}

/** One of the two, by id. */
interface ProjectSide {
  readonly workspace: ProjectDocument['workspace'];
  readonly workflows: ReadonlyMap<string, Workflow>;
  /** By what they are and their id. */
  readonly names: Readonly<Record<Exclude<Named, 'step'>, ReadonlyMap<string, { readonly name: string }>>>;
  readonly steps: ReadonlyMap<string, Step>;
  /** Ids of steps, by workflow. */
  readonly stepIds: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where each port of a step leads: ids of steps. */
  readonly targets: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

interface Sides {
  readonly before: ProjectSide;
  readonly after: ProjectSide;
  readonly documents: readonly [ProjectDocument, ProjectDocument];
}

export function compareProjects(before: ProjectDocument, after: ProjectDocument): Comparison {
  const sides: Sides = {
    before: sideOf(before),
    after: sideOf(after),
    documents: [before, after],
  };
  const ids = new Set([...sides.after.workflows.keys(), ...sides.before.workflows.keys()]);
  return {
    project: [...workspaceChanges(sides), ...compareEntities(before, after, lookUp(sides))],
    workflows: [...ids].flatMap((id) => workflowChanges(sides, id) ?? []),
  };
}

export function countMarks({ workflows }: Comparison): Readonly<Record<Mark, number>> {
  const count = { added: 0, changed: 0, removed: 0 };
  for (const { steps, furniture } of workflows) {
    for (const { mark } of [...steps, ...furniture.changes]) count[mark] += 1;
  }
  return count;
}

function workflowChanges(sides: Sides, id: string): WorkflowChanges | null {
  const [old, now] = [sides.before.workflows.get(id), sides.after.workflows.get(id)];
  const shown = now ?? old;
  if (shown === undefined) return null;
  const details = old === undefined || now === undefined ? [] : workflowDetails(old, now);
  const stepIds = new Set([...(sides.after.stepIds.get(id) ?? []), ...(sides.before.stepIds.get(id) ?? [])]);
  const steps: StepChange[] = [];
  const connections: string[] = [];
  let movedCount = 0;
  for (const stepId of stepIds) {
    const [was, is] = [sides.before.steps.get(stepId), sides.after.steps.get(stepId)];
    if (is === undefined || was === undefined) {
      const step = is ?? was;
      const mark = is === undefined ? 'removed' : 'added';
      if (step !== undefined) steps.push({ ...describe(step), mark, summary: summaryOf(sides, step) });
      continue;
    }
    const stepDetails = stepChanges(sides, was, is);
    if (stepDetails.length > 0) steps.push({ ...describe(is), mark: 'changed', details: stepDetails });
    if (!isSame(was.position, is.position)) movedCount += 1;
    connections.push(...connectionChanges(sides, was, is));
  }
  const mark = old === undefined ? 'added' : now === undefined ? 'removed' : null;
  const furniture = compareFurniture(...sides.documents, id);
  const count = details.length + steps.length + connections.length + movedCount;
  const isUnchanged = mark === null && count + furniture.changes.length + furniture.movedCount === 0;
  return isUnchanged
    ? null
    : { id, name: shown.name, mark, details, steps, connections, movedCount, furniture };
}

const describe = (step: Step): StepChange => ({
  mark: 'changed',
  step,
  title: nameOfStep(step),
  summary: '',
  details: [],
});

function summaryOf(sides: Sides, step: Step): string {
  const nameOf = lookUp(sides);
  const described = describeStep(step);
  if (described?.ok !== true) return '';
  return described.description.summary({
    workflow: (id) => nameOf('workflow', id),
    step: (id) => nameOf('step', id),
    action: (id) => nameOf('action', id),
    integration: (id) => nameOf('integration', id),
    operation: (id) => nameOf('operation', id),
  });
}

/** "Reply “Greeting”"; a step without a name of its own by its kind alone. */
function nameOfStep(step: Step): string {
  const kind = definitionOf(step.kind)?.title ?? 'Missing step';
  const title = titleOf(step);
  return title === kind ? kind : `${kind} ${quote(title)}`;
}

function workflowDetails(old: Workflow, now: Workflow): string[] {
  const details: string[] = [];
  if (old.name !== now.name) details.push(`Name: “${old.name}” → “${now.name}”`);
  if (old.description !== now.description) details.push('Its description differs');
  return details;
}

function stepChanges(sides: Sides, was: Step, is: Step): readonly string[] {
  const details: string[] = [];
  if (titleOf(was) !== titleOf(is)) details.push(`Name: “${titleOf(was)}” → “${titleOf(is)}”`);
  if ((was.isDisabled ?? false) !== (is.isDisabled ?? false)) {
    details.push(is.isDisabled === true ? 'Switched off' : 'Switched on');
  }
  if (was.settings === is.settings) return details;
  return [...details, ...settingChanges(is.kind, settingsOf(was), settingsOf(is), lookUp(sides))];
}

function lookUp({ before, after }: Sides): NameOf {
  const find = ({ steps, names }: ProjectSide, what: Named, id: string): string | undefined => {
    if (what !== 'step') return names[what].get(id)?.name;
    const step = steps.get(id);
    return step === undefined ? undefined : titleOf(step);
  };
  return (what, id) => find(after, what, id) ?? find(before, what, id);
}

function connectionChanges({ before, after }: Sides, was: Step, is: Step): string[] {
  const ports = new Set([before, after].flatMap(({ targets }) => [...(targets.get(was.id)?.keys() ?? [])]));
  return [...ports].flatMap((port) => {
    const [from, to] = [targetOf(before, was.id, port), targetOf(after, is.id, port)];
    if (from?.id === to?.id) return [];
    const source = `${nameOfStep(is)} · ${portLabel(is, was, port)}`;
    if (to === undefined) {
      // That what it led to is gone says enough.
      return from === undefined || !after.steps.has(from.id)
        ? []
        : [`${source} no longer leads to ${nameOfStep(from)}`];
    }
    const instead = from === undefined ? '' : ` instead of ${nameOfStep(from)}`;
    return [`${source} leads to ${nameOfStep(to)}${instead}`];
  });
}

function targetOf({ steps, targets }: ProjectSide, stepId: string, port: string): Step | undefined {
  return steps.get(targets.get(stepId)?.get(port) ?? '');
}

function sideOf(document: ProjectDocument): ProjectSide {
  const { workspace, workflows, steps, edges } = document;
  const stepIds = new Map<string, Set<string>>();
  for (const { workflowId, id } of steps) {
    stepIds.set(workflowId, (stepIds.get(workflowId) ?? new Set<string>()).add(id));
  }
  const targets = new Map<string, Map<string, string>>();
  for (const { from, to } of edges) {
    targets.set(from.stepId, (targets.get(from.stepId) ?? new Map<string, string>()).set(from.port, to));
  }
  const parameters = document.operations.flatMap((operation) => operation.parameters);
  const inputs = document.actions.flatMap((action) => action.inputs);
  const byId = <Entity extends { readonly id: string }>(list: readonly Entity[]) =>
    new Map<string, Entity>(list.map((entity) => [entity.id, entity]));
  return {
    workspace,
    workflows: byId(workflows),
    names: {
      workflow: byId(workflows),
      assistant: byId(document.assistants),
      connector: byId(document.connectors),
      source: byId(document.knowledgeSources),
      action: byId(document.actions),
      integration: byId(document.integrations),
      operation: byId(document.operations),
      parameter: byId([...parameters, ...inputs]),
      private: byId([
        ...parameters.filter((parameter) => parameter.in === 'header'),
        ...inputs.filter(({ isSensitive }) => isSensitive),
      ]),
    },
    steps: byId(steps),
    stepIds,
    targets,
  };
}

function portLabel(is: Step, was: Step, port: string): string {
  for (const step of [is, was]) {
    const described = describeStep(step);
    const label =
      described?.ok === true ? described.description.ports.find(({ id }) => id === port)?.label : '';
    if (label !== undefined && label !== '') return label;
  }
  return port;
}

function workspaceChanges({ before, after }: Sides): ProjectChange[] {
  const [old, now] = [before.workspace, after.workspace];
  const changes: string[] = [];
  const say = (label: string, was: string | number, is: string | number): void => {
    if (was !== is) changes.push(`${label}: ${textChange(String(was), String(is))}`);
  };
  say('Project name', old.name, now.name);
  say('Fallback message', old.fallbackMessage, now.fallbackMessage);
  say('Time zone', old.timeZone, now.timeZone);
  say('Steps in one turn', old.stepCeiling, now.stepCeiling);
  say('Model', old.defaultModel ?? 'none', now.defaultModel ?? 'none');
  say('Model that compares meaning', old.embeddingModel ?? 'none', now.embeddingModel ?? 'none');
  if (!isSame(old.businessHours, now.businessHours)) changes.push('Business hours differ');
  const nameIn = (index: ProjectSide, id: string): string => index.workflows.get(id)?.name ?? id;
  if (old.mainWorkflowId !== now.mainWorkflowId) {
    say('Main workflow', nameIn(before, old.mainWorkflowId), nameIn(after, now.mainWorkflowId));
  }
  if (old.primaryAssistantId !== now.primaryAssistantId) changes.push('Another assistant is the primary one');
  return changes.map((words) => ({ id: words, words, details: [] }));
}

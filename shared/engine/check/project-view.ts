// A project as its checks look at it: look-ups made once, so that each rule is linear.
import type { Edge, Step, Workflow } from '#shared/model/entities/flow.ts';
import type { StepId, WorkflowId } from '#shared/model/ids.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import {
  type NameLookup,
  passingPort,
  type StepDefinition,
  type StepDescription,
} from '#shared/model/step-definition.ts';
import type { Catalog } from '../catalog.ts';
import { type SettingValue, settingValues } from './setting-values.ts';

export interface CheckedStep {
  readonly step: Step;
  readonly definition: StepDefinition | undefined;
  /** Settings in the kind's current version. */
  readonly settings: Step['settings'];
  /** Undefined when the kind is unknown or the settings do not fit. */
  readonly description: StepDescription | undefined;
  /** The settings that show in the form now, with what they are. Empty when they do not fit. */
  readonly values: readonly SettingValue[];
  /** Where its ports and links lead, within the workflow; of a disabled step, the one way past it. */
  readonly ways: readonly { readonly port: string; readonly to: StepId }[];
}

export interface ProjectView extends Catalog {
  readonly document: ProjectDocument;
  readonly kinds: ReadonlyMap<string, StepDefinition>;
  readonly workflows: ReadonlyMap<WorkflowId, Workflow>;
  readonly steps: ReadonlyMap<StepId, CheckedStep>;
  /** Each step's place in `steps`, and by place where its ways lead. */
  readonly numbers: ReadonlyMap<StepId, number>;
  readonly targets: readonly (readonly number[])[];
}

export interface Reach {
  has(stepId: StepId): boolean;
}

export function createProjectView(
  document: ProjectDocument,
  definitions: readonly StepDefinition[],
): ProjectView {
  const kinds = new Map(definitions.map((definition) => [definition.kind, definition]));
  const byId = new Map(document.steps.map((step) => [step.id, step]));
  const edges = new Map<StepId, Edge[]>();
  for (const edge of document.edges) {
    const known = edges.get(edge.from.stepId);
    if (known === undefined) edges.set(edge.from.stepId, [edge]);
    else known.push(edge);
  }
  const steps = new Map<StepId, CheckedStep>();
  for (const step of byId.values()) {
    const definition = kinds.get(step.kind);
    const settings = definition?.migrate(step.settings, step.version) ?? step.settings;
    const described = definition?.describe(settings);
    const description = described?.ok === true ? described.description : undefined;
    const isDisabled = step.isDisabled === true;
    const passing = passingPort(described);
    const ways = [
      ...((isDisabled ? undefined : description?.links) ?? []),
      ...(edges.get(step.id) ?? [])
        .map(({ from, to }) => ({ port: from.port, to }))
        .filter(({ port }) => !isDisabled || port === passing),
    ].filter(({ to }) => byId.get(to)?.workflowId === step.workflowId);
    const values =
      definition === undefined || description === undefined || isDisabled
        ? []
        : settingValues(definition.settings, settings);
    steps.set(step.id, { step, definition, settings, description, values, ways });
  }
  const numbers = new Map([...steps.keys()].map((id, number) => [id, number]));
  const entitiesById = <Entity extends { readonly id: string }>(entities: readonly Entity[]) =>
    new Map(entities.map((entity): [string, Entity] => [entity.id, entity]));
  return {
    document,
    actions: entitiesById(document.actions),
    integrations: entitiesById(document.integrations),
    operations: entitiesById(document.operations),
    kinds,
    workflows: new Map(document.workflows.map((workflow) => [workflow.id, workflow])),
    steps,
    numbers,
    targets: [...steps.values()].map(({ ways }) => ways.map(({ to }) => numbers.get(to) ?? -1)),
  };
}

/** What summaries and checks call actions and services. */
export const catalogNames = ({
  actions,
  integrations,
  operations,
}: Catalog): Pick<NameLookup, 'action' | 'integration' | 'operation'> => ({
  action: (id) => actions.get(id)?.name,
  integration: (id) => integrations.get(id)?.name,
  operation: (id) => operations.get(id)?.name,
});

/** Steps that can be reached from the given ones, these included. Asked often, hence numbers instead of ids. */
export function reachableFrom({ numbers, targets }: ProjectView, starts: Iterable<StepId>): Reach {
  const reached = new Uint8Array(targets.length);
  const waiting: number[] = [];
  const visit = (number: number | undefined): void => {
    if (number === undefined || reached[number] === 1) return;
    reached[number] = 1;
    waiting.push(number);
  };
  for (const id of starts) visit(numbers.get(id));
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    for (const target of targets[number] ?? []) visit(target);
  }
  return { has: (id) => reached[numbers.get(id) ?? -1] === 1 };
}

/** Trigger steps, where workflows begin. Disabled ones do not count. */
export function entriesOf(project: ProjectView): CheckedStep[] {
  return [...project.steps.values()].filter(
    ({ step, definition }) => definition?.entry !== undefined && step.isDisabled !== true,
  );
}

/** What the author calls a step. */
export function nameOf({ step, definition }: CheckedStep): string {
  return step.name !== undefined && step.name.trim() !== '' ? step.name : (definition?.title ?? step.kind);
}

// Compiles a project for running: look-ups instead of lists, settings in each kind's current version.
// Invariants: never throws on a document that its schema accepts; at most one way leaves a port (the first edge counts);
// edges from or to steps that are missing or of another workflow are left out, while such links stay and fail the turn
// that takes them: the author chose a target, so going nowhere would hide that it is gone. Linear in the size of the project.
import type { Edge, Step, Workflow } from '#shared/model/entities/flow.ts';
import type { StepId, WorkflowId } from '#shared/model/ids.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { EntryKind } from '#shared/model/step-definition.ts';
import type { Executor } from './executor.ts';
import type { Flow, FlowStep } from './flow.ts';

type Way = NonNullable<ReturnType<Flow['next']>>;

/** Compiles a project with the step kinds that can run. Steps of other kinds stay and stop a run that reaches them. */
export function compileFlow(document: ProjectDocument, executors: readonly Executor[]): Flow {
  const byKind = new Map(executors.map((executor) => [executor.definition.kind, executor]));
  const steps = compileSteps(document.steps, byKind);
  const ways = compileWays(document.edges, steps);
  const entries = compileEntries(steps);
  const byId = <Entity extends { readonly id: string }>(entities: readonly Entity[]) =>
    new Map(entities.map((entity): [string, Entity] => [entity.id, entity]));
  return {
    workspace: document.workspace,
    workflows: new Map(document.workflows.map((workflow): [WorkflowId, Workflow] => [workflow.id, workflow])),
    assistants: byId(document.assistants),
    actions: byId(document.actions),
    integrations: byId(document.integrations),
    operations: byId(document.operations),
    steps,
    executors: byKind,
    next: (stepId, port) => ways.get(stepId)?.get(port),
    entry: (workflowId, kind) => entries.get(workflowId)?.get(kind),
  };
}

function compileSteps(
  steps: readonly Step[],
  byKind: ReadonlyMap<string, Executor>,
): ReadonlyMap<StepId, FlowStep> {
  const compiled = new Map<StepId, FlowStep>();
  for (const step of steps) {
    const executor = byKind.get(step.kind);
    const settings = executor?.definition.migrate(step.settings, step.version) ?? step.settings;
    compiled.set(step.id, { step, executor, settings });
  }
  return compiled;
}

function compileWays(
  edges: readonly Edge[],
  steps: ReadonlyMap<StepId, FlowStep>,
): ReadonlyMap<StepId, ReadonlyMap<string, Way>> {
  const ways = new Map<StepId, Map<string, Way>>();
  const add = (from: StepId, port: string, way: Way): void => {
    const ports = ways.get(from);
    if (ports === undefined) ways.set(from, new Map([[port, way]]));
    else if (!ports.has(port)) ports.set(port, way);
  };
  for (const [stepId, { executor, settings }] of steps) {
    const described = executor?.definition.describe(settings);
    if (described?.ok !== true) continue;
    for (const link of described.description.links) add(stepId, link.port, { to: link.to });
  }
  for (const edge of edges) {
    const workflowId = steps.get(edge.from.stepId)?.step.workflowId;
    if (workflowId === undefined || steps.get(edge.to)?.step.workflowId !== workflowId) continue;
    add(edge.from.stepId, edge.from.port, { to: edge.to, edge });
  }
  return ways;
}

/** At most one entry of each kind per workflow: the first that is not disabled; a second one is a problem of the project. */
function compileEntries(
  steps: ReadonlyMap<StepId, FlowStep>,
): ReadonlyMap<WorkflowId, ReadonlyMap<EntryKind, StepId>> {
  const entries = new Map<WorkflowId, Map<EntryKind, StepId>>();
  for (const [stepId, { step, executor }] of steps) {
    const kind = executor?.definition.entry;
    if (kind === undefined || step.isDisabled === true) continue;
    const known = entries.get(step.workflowId);
    if (known === undefined) entries.set(step.workflowId, new Map([[kind, stepId]]));
    else if (!known.has(kind)) known.set(kind, stepId);
  }
  return entries;
}

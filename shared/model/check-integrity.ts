// What makes a project hold together beyond the shape of each entity. Project file, bundle import and scenarios
// refuse a project with any of these issues, so the rest of the code need not expect them.
import { collectionNames } from './apply-patches.ts';
import { limits } from './limits.ts';
import type { Step } from './entities/flow.ts';
import type { ProjectDocument } from './project.ts';

/** `path` is where in the document: `edges.e1`. */
export interface IntegrityIssue {
  readonly path: string;
  readonly message: string;
}

/** All issues, at most 50. */
export function checkIntegrity(document: ProjectDocument): readonly IntegrityIssue[] {
  const issues: IntegrityIssue[] = [];
  for (const check of checks) {
    for (const issue of check(document)) {
      issues.push(issue);
      if (issues.length >= 50) return issues;
    }
  }
  return issues;
}

/** Issues as one sentence or two for an error message: the first three, and how many more there are. */
export function describeIssues(issues: readonly IntegrityIssue[]): string {
  const shown = issues
    .slice(0, 3)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return issues.length > 3 ? `${shown.join(' ')} (and ${issues.length - 3} more)` : shown.join(' ');
}

type Check = (document: ProjectDocument) => Iterable<IntegrityIssue>;

const checks: readonly Check[] = [
  checkIds,
  checkWorkspace,
  checkSteps,
  checkEdges,
  checkOperations,
  checkFurniture,
];

function* checkIds(document: ProjectDocument): Iterable<IntegrityIssue> {
  for (const name of collectionNames) {
    const entities: readonly { readonly id: string }[] = document[name];
    if (entities.length > limits.entitiesPerCollection) {
      const most = limits.entitiesPerCollection.toLocaleString('en');
      yield { path: name, message: `A project holds at most ${most} of these.` };
    }
    const seen = new Set<string>();
    for (const { id } of entities) {
      if (seen.has(id))
        yield { path: `${name}.${id}`, message: 'Two have this id; give one of them another.' };
      seen.add(id);
    }
  }
}

function* checkWorkspace({ workspace, workflows, assistants }: ProjectDocument): Iterable<IntegrityIssue> {
  if (!workflows.some(({ id }) => id === workspace.mainWorkflowId)) {
    yield {
      path: 'workspace.mainWorkflowId',
      message: `The main workflow "${workspace.mainWorkflowId}" does not exist; make another workflow the main one.`,
    };
  }
  if (!assistants.some(({ id }) => id === workspace.primaryAssistantId)) {
    yield {
      path: 'workspace.primaryAssistantId',
      message: `The primary assistant "${workspace.primaryAssistantId}" does not exist; make another one primary.`,
    };
  }
}

function* checkSteps({ workflows, steps }: ProjectDocument): Iterable<IntegrityIssue> {
  const workflowIds = new Set<string>(workflows.map(({ id }) => id));
  for (const step of steps) {
    const path = `steps.${step.id}`;
    if (!workflowIds.has(step.workflowId)) {
      yield {
        path,
        message: `Its workflow "${step.workflowId}" does not exist; delete the step or move it.`,
      };
    }
    if (sizeOfSettings(step.settings) > limits.settingsBytes) {
      yield {
        path,
        message: `Its settings are larger than ${limits.settingsBytes / 1024} KB; shorten them.`,
      };
    }
  }
}

function* checkEdges({ steps, edges }: ProjectDocument): Iterable<IntegrityIssue> {
  const stepById = new Map<string, Step>(steps.map((step) => [step.id, step]));
  const ports = new Map<string, string>();
  for (const { id, from, to } of edges) {
    const path = `edges.${id}`;
    const [start, end] = [stepById.get(from.stepId), stepById.get(to)];
    if (start === undefined) {
      yield {
        path,
        message: `It starts at step "${from.stepId}", which does not exist; delete the edge too.`,
      };
    }
    if (end === undefined) {
      yield { path, message: `It leads to step "${to}", which does not exist; delete the edge too.` };
    }
    if (start !== undefined && end !== undefined && start.workflowId !== end.workflowId) {
      yield {
        path,
        message: `Steps "${start.id}" and "${end.id}" are in different workflows; delete the edge.`,
      };
    }
    const port = `${from.stepId}:${from.port}`;
    const other = ports.get(port);
    if (other !== undefined) {
      yield { path, message: `Edge "${other}" already leaves port "${from.port}" of step "${from.stepId}".` };
    }
    ports.set(port, id);
  }
}

function* checkOperations({ integrations, operations }: ProjectDocument): Iterable<IntegrityIssue> {
  const ids = new Set(integrations.map(({ id }) => id));
  for (const { id, integrationId } of operations) {
    if (ids.has(integrationId)) continue;
    yield {
      path: `operations.${id}`,
      message: `Its integration "${integrationId}" does not exist; delete it too.`,
    };
  }
}

function* checkFurniture({ workflows, notes, frames }: ProjectDocument): Iterable<IntegrityIssue> {
  const workflowIds = new Set<string>(workflows.map(({ id }) => id));
  const homeless = (path: string, workflowId: string): IntegrityIssue => ({
    path,
    message: `Its workflow "${workflowId}" does not exist; delete it too or move it.`,
  });
  for (const { id, workflowId } of notes) {
    if (!workflowIds.has(workflowId)) yield homeless(`notes.${id}`, workflowId);
  }
  for (const { id, workflowId } of frames) {
    if (!workflowIds.has(workflowId)) yield homeless(`frames.${id}`, workflowId);
  }
}

/** Settings are never changed in place, so one measurement per object is enough. UTF-16 units, to be cheap. */
const measured = new WeakMap<Step['settings'], number>();

function sizeOfSettings(settings: Step['settings']): number {
  const known = measured.get(settings);
  if (known !== undefined) return known;
  const size = JSON.stringify(settings).length;
  measured.set(settings, size);
  return size;
}

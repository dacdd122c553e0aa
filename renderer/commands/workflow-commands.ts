// Commands on workflows and the workspace.
import type { Workspace } from '#shared/model/entities/workspace.ts';
import type { WorkflowId } from '#shared/model/ids.ts';
import { newStepId } from '../state/new-id.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import type { Command } from '../state/pending-edits.ts';
import { kinds } from '../state/step-kinds.ts';
import { dropFrame, dropNote } from './furniture-commands.ts';
import { dropEdge, dropStep, putStep } from './step-commands.ts';

/** A workflow that others can go to: it begins with the entry for that. */
export function addWorkflow(index: ProjectIndex, id: WorkflowId): Command {
  const entry = kinds.find((kind) => kind.entry === 'enter');
  const step =
    entry === undefined
      ? []
      : [
          putStep({
            id: newStepId(),
            workflowId: id,
            kind: entry.kind,
            version: entry.version,
            settings: {},
            position: { x: 0, y: 0 },
          }),
        ];
  return {
    label: 'Add workflow',
    patches: [
      { collection: 'workflows', id, value: { id, name: freeName(index), description: '' } },
      ...step,
    ],
  };
}

export function renameWorkflow(index: ProjectIndex, id: string, name: string): Command | null {
  const workflow = index.workflows.get(id);
  const trimmed = name.trim();
  if (workflow === undefined || trimmed === '' || trimmed === workflow.name) return null;
  return {
    label: 'Rename workflow',
    patches: [{ collection: 'workflows', id, value: { ...workflow, name: trimmed } }],
  };
}

/** The main workflow stays: a conversation begins there. */
export function deleteWorkflow(index: ProjectIndex, id: string): Command | null {
  const workflow = index.workflows.get(id);
  if (workflow === undefined || id === index.workspace.mainWorkflowId) return null;
  const steps = [...(index.stepIdsByWorkflow.get(id) ?? [])].flatMap(
    (stepId) => index.steps.get(stepId) ?? [],
  );
  const gone = new Set<string>(steps.map((step) => step.id));
  const edges = [...index.edges.values()].filter((edge) => gone.has(edge.from.stepId) || gone.has(edge.to));
  return {
    label: `Delete workflow ${workflow.name}`.slice(0, 200),
    patches: [
      ...edges.map(dropEdge),
      ...steps.map((step) => dropStep(step.id)),
      ...[...index.notes.values()].filter(({ workflowId }) => workflowId === id).map(dropNote),
      ...[...index.frames.values()].filter(({ workflowId }) => workflowId === id).map(dropFrame),
      { collection: 'workflows', id, value: null },
    ],
  };
}

export function makeMain(index: ProjectIndex, id: string): Command | null {
  const workflow = index.workflows.get(id);
  if (workflow === undefined || id === index.workspace.mainWorkflowId) return null;
  return changeWorkspace({ ...index.workspace, mainWorkflowId: workflow.id }, 'Change main workflow');
}

export function changeWorkspace(workspace: Workspace, label: string, field?: string): Command {
  return {
    label,
    ...(field === undefined ? {} : { coalesceKey: `workspace:${field}` }),
    patches: [{ collection: 'workspace', id: workspace.id, value: workspace }],
  };
}

function freeName(index: ProjectIndex): string {
  const names = new Set([...index.workflows.values()].map((workflow) => workflow.name));
  if (!names.has('New workflow')) return 'New workflow';
  let number = 2;
  while (names.has(`New workflow ${number}`)) number += 1;
  return `New workflow ${number}`;
}

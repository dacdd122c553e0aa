import type { Patch } from '#shared/model/edit.ts';
import type { WorkflowId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { newEdgeId, newId, newStepId } from '../state/new-id.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { withReferences } from './references.ts';
import { putStep } from './step-commands.ts';

/** A copy under the id `copyId`, with steps, edges, notes and frames of its own; what led inside leads inside the copy. */
export function duplicateWorkflow(index: ProjectIndex, id: string, copyId: WorkflowId): Command | null {
  const workflow = index.workflows.get(id);
  if (workflow === undefined) return null;
  const steps = [...(index.stepIdsByWorkflow.get(id) ?? [])].flatMap((each) => index.steps.get(each) ?? []);
  const notes = [...index.notes.values()].filter(({ workflowId }) => workflowId === id);
  const frames = [...index.frames.values()].filter(({ workflowId }) => workflowId === id);
  const stepIds = new Map(steps.map((step) => [String(step.id), newStepId()]));
  const furnitureIds = new Map([...notes, ...frames].map((each) => [each.id, newId('copy')]));

  const copies = steps.flatMap((step) => {
    const copy = stepIds.get(step.id);
    if (copy === undefined) return [];
    const led = withReferences(step, (reference) => {
      if (reference.to === 'step') return stepIds.get(reference.id) ?? reference.id;
      return reference.to === 'workflow' && reference.id === id ? copyId : reference.id;
    });
    return [putStep({ ...led, id: copy, workflowId: copyId })];
  });
  const edges = steps
    .flatMap((step) => [...(index.edgeIdsBySource.get(step.id) ?? [])])
    .flatMap((edgeId) => {
      const edge = index.edges.get(edgeId);
      const [from, to] = [stepIds.get(edge?.from.stepId ?? ''), stepIds.get(edge?.to ?? '')];
      if (edge === undefined || from === undefined || to === undefined) return [];
      const value = { id: newEdgeId(), from: { stepId: from, port: edge.from.port }, to };
      return [{ collection: 'edges', id: value.id, value } satisfies Patch];
    });
  const copyOf = (furnitureId: string): string => furnitureIds.get(furnitureId) ?? furnitureId;
  return {
    label: `Duplicate workflow ${workflow.name}`.slice(0, 200),
    patches: [
      {
        collection: 'workflows',
        id: copyId,
        value: { ...workflow, id: copyId, name: copyName(index, workflow.name) },
      },
      ...copies,
      ...edges,
      ...notes.map((note): Patch => {
        const value = { ...note, id: copyOf(note.id), workflowId: copyId };
        return { collection: 'notes', id: value.id, value };
      }),
      ...frames.map((frame): Patch => {
        const collapsed = frame.collapsed?.map((each) => stepIds.get(each) ?? copyOf(each)) ?? null;
        const value = { ...frame, id: copyOf(frame.id), workflowId: copyId, collapsed };
        return { collection: 'frames', id: value.id, value };
      }),
    ],
  };
}

function copyName(index: ProjectIndex, name: string): string {
  const names = new Set([...index.workflows.values()].map((workflow) => workflow.name));
  const base = `${name.slice(0, limits.name - 12)} copy`;
  let candidate = base;
  for (let number = 2; names.has(candidate); number += 1) candidate = `${base} ${number}`;
  return candidate;
}

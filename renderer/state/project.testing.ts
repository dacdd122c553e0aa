// Small projects for tests.
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import { edgeSchema, stepSchema } from '#shared/model/entities/flow.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import type { JsonObject } from '#shared/util/json.ts';

export function step(id: string, kind = 'reply', settings: JsonObject = {}): Step {
  return stepSchema.parse({ id, workflowId: 'main', kind, settings });
}

export function edge(id: string, from: string, port: string, to: string): Edge {
  return edgeSchema.parse({ id, from: { stepId: from, port }, to });
}

export function aProject(steps: readonly Step[], edges: readonly Edge[] = []): ProjectDocument {
  return projectDocumentSchema.parse({
    format: 'dialogram',
    formatVersion: 1,
    workspace: { id: 'w', name: 'Test', mainWorkflowId: 'main', primaryAssistantId: 'dia' },
    assistants: [{ id: 'dia', name: 'Dia' }],
    workflows: [{ id: 'main', name: 'Main' }],
    steps,
    edges,
  });
}

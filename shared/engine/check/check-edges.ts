// Edges: from a port that exists, to a step of the same workflow, one per port.
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import { type Problem, problemOfProject, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkEdges(project: ProjectView): Problem[] {
  const taken = new Set<string>();
  return project.document.edges.flatMap((edge): Problem[] => {
    const from = project.steps.get(edge.from.stepId)?.step;
    const finding = checkEdge(project, edge, from, taken);
    if (finding === undefined) return [];
    return [from === undefined ? problemOfProject(finding) : problemOfStep(from, finding)];
  });
}

function checkEdge(
  { steps }: ProjectView,
  { from: { stepId, port }, to }: Edge,
  from: Step | undefined,
  taken: Set<string>,
): Finding | undefined {
  const target = steps.get(to)?.step;
  if (from === undefined || target === undefined) {
    const message =
      'A connection leads from or to a step that does not exist any more. Delete it and connect again.';
    return { severity: 'warning', code: 'EDGE_STEP_MISSING', message };
  }
  if (from.workflowId !== target.workflowId) {
    const message =
      'A connection of this step leads into another workflow. Use a “Workflow” step to go there.';
    return { severity: 'error', code: 'EDGE_LEAVES_WORKFLOW', message };
  }
  const key = `${stepId}/${port}`;
  if (taken.has(key)) {
    const message = `Two connections leave “${port}” of this step; only the first counts. Delete one.`;
    return { severity: 'error', code: 'EDGE_TWICE', message };
  }
  taken.add(key);
  const ports = steps.get(stepId)?.description?.ports;
  if (ports === undefined || ports.some(({ id }) => id === port)) return undefined;
  const message = `A connection leaves “${port}” of this step, which is not there any more. Delete it or connect again.`;
  return { severity: 'warning', code: 'EDGE_PORT_MISSING', message };
}

// Beginnings that are missing: of a workflow with steps, and for a customer who simply writes.
import { type Problem, problemOfProject } from './problem.ts';
import { entriesOf, type ProjectView } from './project-view.ts';

export function checkBeginnings(project: ProjectView): Problem[] {
  const { workspace, workflows } = project.document;
  const entries = entriesOf(project);
  const begun = new Set<string>(entries.map(({ step }) => step.workflowId));
  const used = new Set<string>([...project.steps.values()].map(({ step }) => step.workflowId));
  const problems: Problem[] = [];
  for (const { id, name } of workflows) {
    if (id === workspace.mainWorkflowId || begun.has(id) || !used.has(id)) continue;
    const message = `The workflow “${name}” has no beginning, so none of its steps runs. Add an “Entered from a workflow” step.`;
    problems.push(problemOfProject({ severity: 'warning', code: 'WORKFLOW_NO_ENTRY', message }, id));
  }
  const ofMain = entries.filter(({ step }) => step.workflowId === workspace.mainWorkflowId);
  if (ofMain.length > 0 && ofMain.every(({ definition }) => definition?.entry !== 'message')) {
    const message =
      'Nothing answers when the customer writes while no step waits. Add a “Message received” step to the main workflow.';
    problems.push(
      problemOfProject(
        { severity: 'hint', code: 'MESSAGE_ENTRY_MISSING', message },
        workspace.mainWorkflowId,
      ),
    );
  }
  return problems;
}

// Conversations begin in the main workflow, at *conversation started* or *message received*.
import { type Problem, problemOfProject } from './problem.ts';
import { entriesOf, type ProjectView } from './project-view.ts';

export function checkMainWorkflow(project: ProjectView): Problem[] {
  const { mainWorkflowId } = project.document.workspace;
  const main = project.workflows.get(mainWorkflowId);
  if (main === undefined) {
    const message =
      'The project has no main workflow, so no conversation can begin. Choose one in the workspace settings.';
    return [problemOfProject({ severity: 'error', code: 'MAIN_WORKFLOW_MISSING', message })];
  }
  const canBegin = entriesOf(project).some(
    ({ step, definition }) =>
      step.workflowId === mainWorkflowId &&
      (definition?.entry === 'start' || definition?.entry === 'message'),
  );
  if (canBegin) return [];
  const message = `The main workflow “${main.name}” has no beginning, so nothing ever happens. Add a “Conversation started” or a “Message received” step.`;
  return [problemOfProject({ severity: 'error', code: 'WORKFLOW_NO_ENTRY', message }, mainWorkflowId)];
}

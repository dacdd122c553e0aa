// Everything that is wrong with a project before it runs: one list of rules, each a small module beside this one.
// Invariants: pure and total (any document that its schema accepts gives problems, never a throw);
// errors are what must not be published or run; problems come in the order of rules, then of steps.
import type { ProjectDocument } from '#shared/model/project.ts';
import type { StepDefinition } from '#shared/model/step-definition.ts';
import { checkActionUse } from './check-action-use.ts';
import { checkActions } from './check-actions.ts';
import { checkAssistants } from './check-assistants.ts';
import { checkBeginnings } from './check-beginnings.ts';
import { checkCode } from './check-code.ts';
import { checkCodeUse } from './check-code-use.ts';
import { checkConnectors } from './check-connectors.ts';
import { checkDeadEnds } from './check-dead-ends.ts';
import { checkLoops } from './check-loops.ts';
import { checkSize } from './check-size.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEdges } from './check-edges.ts';
import { checkEntries } from './check-entries.ts';
import { checkIds } from './check-ids.ts';
import { checkMainWorkflow } from './check-main-workflow.ts';
import { checkReachable } from './check-reachable.ts';
import { checkSettings } from './check-settings.ts';
import { checkTemplates } from './check-templates.ts';
import { checkWorkflowJumps } from './check-workflow-jumps.ts';
import type { Problem } from './problem.ts';
import { createProjectView, type ProjectView } from './project-view.ts';

/** Adding a rule is adding it here. */
const rules: readonly ((project: ProjectView) => readonly Problem[])[] = [
  checkIds,
  checkMainWorkflow,
  checkBeginnings,
  checkEntries,
  checkSettings,
  checkEdges,
  checkReachable,
  checkDeadEnds,
  checkLoops,
  checkWorkflowJumps,
  checkAssistants,
  checkTemplates,
  checkConditions,
  checkCode,
  checkConnectors,
  checkCodeUse,
  checkActions,
  checkActionUse,
  checkSize,
];

/** Checks a project against the step kinds there are. */
export function checkProject(
  document: ProjectDocument,
  definitions: readonly StepDefinition[],
): readonly Problem[] {
  const project = createProjectView(document, definitions);
  return rules.flatMap((rule) => rule(project));
}

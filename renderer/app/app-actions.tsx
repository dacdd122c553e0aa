// Offers the actions that are there whenever a project is open. Features with a part of the window register their own.
import { useAddStepActions } from '../canvas/add-step-actions.ts';
import { useActions } from '../commands/actions/action.ts';
import { editActions } from '../commands/actions/edit-actions.ts';
import { previewActions } from '../commands/actions/preview-actions.ts';
import { projectActions } from '../commands/actions/project-actions.ts';
import { viewActions } from '../commands/actions/view-actions.ts';
import { walkActions } from '../canvas/walk-actions.ts';
import { historyActions } from '../history/history-actions.ts';
import { modelsActions } from '../models/models-actions.ts';
import { outlineActions } from '../outline/outline-actions.ts';
import { appearanceActions } from '../settings/appearance-actions.ts';
import { workflowActions } from '../workflows/workflow-actions.ts';
import { problemActions } from '../problems/problem-actions.ts';

export function AppActions(): null {
  useAddStepActions();
  useActions('edit', editActions);
  useActions('view', viewActions);
  useActions('problems', problemActions);
  useActions('outline', outlineActions);
  // Before walking: Enter opens what a workflow step goes to, and edits any other.
  useActions('workflows', workflowActions);
  useActions('walk', walkActions);
  useActions('preview', previewActions);
  useActions('project', projectActions);
  useActions('history', historyActions);
  useActions('models', modelsActions);
  useActions('appearance', appearanceActions);
  return null;
}

import type { Problem } from '#shared/ipc/views.ts';
import { openActions } from '../actions/screen-store.ts';
import { focusField, goTo } from '../state/go-to.ts';

/** To the step or the action that a problem is about. */
export function leadTo(problem: Problem): void {
  if (problem.actionId === undefined) {
    goTo(problem);
    return;
  }
  openActions({ kind: 'action', actionId: problem.actionId });
  focusField(problem.actionId, problem.field ?? '');
}

// Quick fixes of actions: they ask for, and say that they do, as much as what they use.
import { operationOf, reachOf } from '#shared/engine/actions/may-run.ts';
import type { Action } from '#shared/model/entities/action.ts';
import { changeAction } from '../actions/action-commands.ts';
import { effectWords, permissionWords } from '../actions/action-words.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import type { Fixer, QuickFix } from './setting-fix.ts';

export const actionFixers: Readonly<Record<string, Fixer>> = {
  ACTION_PERMISSION_LOW({ actionId }, index) {
    const action = index.actions.get(actionId ?? '');
    const permission = action === undefined ? undefined : operationOf(action, index)?.permission;
    if (permission === undefined) return [];
    return [actionFix(actionId ?? '', `For whom: ${permissionWords[permission]}`, { permission })];
  },
  ACTION_EFFECT_LOW({ actionId }, index) {
    const action = index.actions.get(actionId ?? '');
    if (action === undefined) return [];
    const effect = reachOf(action, index);
    return [actionFix(action.id, `Say: ${effectWords[effect].toLowerCase()}`, { effect })];
  },
};

function actionFix(
  id: string,
  title: string,
  change: Pick<Partial<Action>, 'permission' | 'effect'>,
): QuickFix {
  return {
    title,
    build(index: ProjectIndex) {
      const action = index.actions.get(id);
      if (action === undefined) return null;
      return changeAction(index, { ...action, ...change }, { path: '', label: '', edit: title });
    },
  };
}

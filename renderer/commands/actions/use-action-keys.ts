// Keys of the whole window run the actions of the registry.
// Invariants: keys with a modifier are taken before the focused element sees them, plain keys only when it left them
// unused; fields that keep an undo of their own are marked with `data-own-undo`.
import { useEffect } from 'react';
import { type Action, allActions, isPossible } from './action.ts';
import { isInEditor, isInField, isInOverlay, isOnCanvas, isPress } from './focus-scope.ts';
import { hasModifier, isKeyPress } from './keys.ts';

export function useActionKeys(): void {
  useEffect(() => {
    const early = (event: KeyboardEvent): void => {
      if (hasModifier(event)) obey(event);
    };
    const late = (event: KeyboardEvent): void => {
      if (!hasModifier(event) && !event.defaultPrevented) obey(event);
    };
    window.addEventListener('keydown', early, true);
    window.addEventListener('keydown', late);
    return () => {
      window.removeEventListener('keydown', early, true);
      window.removeEventListener('keydown', late);
    };
  }, []);
}

function obey(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const target = event.target instanceof Element ? event.target : null;
  const action = allActions().find(
    (candidate) =>
      candidate.hasOwnKeys !== true &&
      candidate.keys?.some((keys) => isKeyPress(event, keys)) === true &&
      counts(candidate.where ?? 'outside-fields', target, event.key) &&
      isPossible(candidate),
  );
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action.run();
}

function counts(where: NonNullable<Action['where']>, target: Element | null, key: string): boolean {
  switch (where) {
    case 'everywhere':
      return true;
    case 'outside-editors':
      return !isInEditor(target);
    case 'outside-fields':
      return !isInField(target) && !isInOverlay(target);
    case 'canvas':
      return isOnCanvas(target) && !isPress(target, key);
    default:
      return where satisfies never;
  }
}

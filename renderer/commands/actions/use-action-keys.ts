// Keys of the whole editor run the actions of the registry.
// Invariants: keys with a modifier are taken before the focused element sees them, plain keys only when it left them
// unused; fields that keep an undo of their own are marked with `data-own-undo`.
import { useEffect } from 'react';
import { type Action, allActions, isPossible } from './action.ts';
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
      counts(candidate.where ?? 'outside-fields', target) &&
      isPossible(candidate),
  );
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action.run();
}

const fields = 'input, textarea, select, [contenteditable="true"]';
const overlays = '[role="dialog"], [role="menu"], [role="listbox"]';

function counts(where: NonNullable<Action['where']>, target: Element | null): boolean {
  const isIn = (selector: string): boolean => target?.closest(selector) != null;
  switch (where) {
    case 'everywhere':
      return true;
    case 'outside-editors':
      return !isIn('[data-own-undo]') && !isIn('[aria-modal="true"]');
    case 'outside-fields':
      return !isIn(fields) && !isIn(overlays);
    case 'canvas':
      if (isIn(fields) || isIn(overlays)) return false;
      return target === null || target === document.body || (isIn('.react-flow') && !isIn('button'));
    default:
      return where satisfies never;
  }
}

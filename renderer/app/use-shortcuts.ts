// Keys of the whole editor. Fields that keep an undo of their own are marked with `data-own-undo`.
import { useEffect } from 'react';
import { duplicateSelection } from '../commands/selection.ts';
import { revert } from '../commands/revert.ts';
import { select, useUi } from '../state/ui-store.ts';
import { openQuickAdd } from '../canvas/quick-add-place.ts';

export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const isTyping = target?.closest('input, textarea, select, [contenteditable="true"]') != null;
  const hasOwnUndo = target?.closest('[data-own-undo]') != null;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if ((key === 'z' || key === 'y') && !hasOwnUndo) {
      event.preventDefault();
      void revert(key === 'y' || event.shiftKey);
    } else if (key === 'd' && !isTyping) {
      event.preventDefault();
      duplicateSelection();
    }
    return;
  }
  if (key === 'escape' && !isTyping && !event.defaultPrevented) {
    useUi.setState({ quickAdd: null });
    select([]);
    return;
  }
  const isInDialog = target?.closest('[role="dialog"], [role="menu"], [role="listbox"]') != null;
  if (!isTyping && !isInDialog && !event.altKey && (key === 'a' || key === '/')) {
    event.preventDefault();
    openQuickAdd();
  }
}

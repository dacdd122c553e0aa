// Escape leads from what stands around the canvas back onto it.
import type { KeyboardEvent } from 'react';
import { focusCanvas } from './focus-part.ts';

/** Spread over a panel; what inside it has an Escape of its own comes first. */
export const escapesToCanvas = { onKeyDown: leaveToCanvas, 'data-escape': 'canvas' } as const;

function leaveToCanvas(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  // Menus and dialogs of the panel are elsewhere in the document.
  if (!(target instanceof Element) || !currentTarget.contains(target)) return;
  const hasListOpen = target.getAttribute('aria-expanded') === 'true' && target.matches('input');
  if (event.key !== 'Escape' || event.defaultPrevented || hasListOpen) return;
  event.preventDefault();
  focusCanvas();
}

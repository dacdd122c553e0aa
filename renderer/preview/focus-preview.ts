import { focusPart } from '../state/focus-part.ts';

/** To the first option of the question that waits for an answer, else to the field for a message or the button that starts. */
export function focusPreview(): void {
  // Once what just came is drawn.
  requestAnimationFrame(() => {
    const option = document.querySelector<HTMLElement>(
      'section[aria-label="Preview"] .options__pill:not(:disabled)',
    );
    if (option === null) focusPart('section[aria-label="Preview"]');
    else option.focus();
  });
}

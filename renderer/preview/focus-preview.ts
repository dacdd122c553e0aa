import { focusPart } from '../state/focus-part.ts';

/** To the field for the next message, or to the button that starts. */
export const focusPreview = (): void => focusPart('section[aria-label="Preview"]');

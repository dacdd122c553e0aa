// To which part of the window keys belong: that which has the focus.
const fields = 'input, textarea, select, [contenteditable="true"], [data-own-keys]';
const overlays = '[role="dialog"], [role="menu"], [role="listbox"]';

const isIn = (element: Element | null, selector: string): boolean => element?.closest(selector) != null;

export const isInField = (element: Element | null): boolean => isIn(element, fields);

export const isInOverlay = (element: Element | null): boolean => isIn(element, overlays);

/** Fields with an undo of their own, and dialogs that hold everything else back but those that change the project. */
export const isInEditor = (element: Element | null): boolean =>
  isIn(element, '[data-own-undo]') ||
  (isIn(element, '[aria-modal="true"]') && !isIn(element, '[data-project-undo]'));

/** The canvas, the tree that is its equal, or nothing at all: there keys act on what is selected. */
export function isOnCanvas(element: Element | null): boolean {
  if (isInField(element) || isInOverlay(element)) return false;
  return (
    element === null || element === document.body || isIn(element, '.canvas-place__canvas, .outline__tree')
  );
}

/** Enter and Space press the button that has the focus. */
export const isPress = (element: Element | null, key: string): boolean =>
  (key === 'Enter' || key === ' ') && isIn(element, 'button, a, summary, [role="button"]');

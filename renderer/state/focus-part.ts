// Moves the focus to a part of the window, which may have to be drawn first.
import { select, useUi } from './ui-store.ts';

const controls =
  'input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [contenteditable="true"], [tabindex="0"], button:not(:disabled)';

/** The first control of a part; of a panel, the first behind its head and tabs. */
export function focusPart(selector: string): void {
  whenDrawn(selector, (part) => {
    const view = part.querySelector('[role="tabpanel"], .composer, .chat--empty') ?? part;
    const first = view.querySelector<HTMLElement>(controls) ?? part.querySelector<HTMLElement>(controls);
    (first ?? part).focus();
  });
}

/** The selected step on the canvas; when there is none, the first one, which is selected then. */
export function focusCanvas(): void {
  const [selected] = useUi.getState().selectedStepIds;
  const node = '.react-flow__node-step[tabindex="0"]';
  // Until the step is drawn, keys must not go to the one that had the focus.
  const before = document.activeElement;
  if (before instanceof HTMLElement && before.closest('.react-flow') !== null) before.blur();
  whenDrawn(selected === undefined ? node : `${node}[data-id="${CSS.escape(selected)}"]`, (element) => {
    element.focus({ preventScroll: true });
    const { id } = element.dataset;
    if (selected === undefined && id !== undefined) select([id]);
  });
}

/** Keeps the focus with the selection, if it is on the canvas. */
export function followOnCanvas(): void {
  if (document.activeElement?.closest('.react-flow') != null) focusCanvas();
}

const patience = 40;

function whenDrawn(selector: string, act: (element: HTMLElement) => void, triesLeft = patience): void {
  const found = document.querySelector<HTMLElement>(selector);
  if (found !== null) act(found);
  else if (triesLeft > 0) requestAnimationFrame(() => whenDrawn(selector, act, triesLeft - 1));
}

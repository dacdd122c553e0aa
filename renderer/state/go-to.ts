// Takes the author to a place in the project: its workflow, its step, the very field, which is marked for a moment.
import { useEffect } from 'react';
import { create } from 'zustand';
import { openDock, openSettings, revealStep, showWorkflow } from './ui-store.ts';

export interface Place {
  readonly workflowId: string | null;
  readonly stepId: string | null;
  /** A path in the step's settings: `options.0.label`. */
  readonly field: string | null;
}

interface Wish {
  readonly stepId: string | null;
  readonly field: string;
  /** For whoever did not just ask for it by its own button. */
  readonly isMarked: boolean;
}

/** The field to mark as soon as it is on the screen. A new object each time, so that asking again marks again. */
const useWish = create<Wish>(() => ({ stepId: null, field: '', isMarked: false }));

export function goTo({ workflowId, stepId, field }: Place): void {
  if (workflowId === null) {
    openSettings();
    return;
  }
  if (stepId === null) {
    showWorkflow(workflowId);
    return;
  }
  revealStep(workflowId, stepId);
  openDock('settings');
  useWish.setState({ stepId, field: field ?? '', isMarked: field !== null });
}

/** Moves the focus to a field that is about to be drawn, in the panel that is seen. */
export function focusField(stepId: string, field: string): void {
  useWish.setState({ stepId, field, isMarked: false });
}

/**
 * In the panel of a step or of anything else with a form, around which is `data-fields-of` with its id: brings the fields to
 * the front and marks the one that was asked for.
 */
export function useFieldMark(stepId: string, showSettings: () => void): void {
  const wish = useWish((current) => current);
  useEffect(() => {
    if (wish.stepId !== stepId) return undefined;
    showSettings();
    let frame = 0;
    let triesLeft = patience;
    const waiting = holdKeys(stepId);
    // Fields may be loaded first. An empty field stands for the first one.
    const mark = (): void => {
      const found = fieldElement(stepId, wish.field);
      if (found !== null && unfold(found, wish)) {
        frame = requestAnimationFrame(mark);
        return;
      }
      const control = found === null ? null : controlIn(found, triesLeft <= 1);
      triesLeft -= 1;
      if (control === null && triesLeft > 0) {
        frame = requestAnimationFrame(mark);
        return;
      }
      useWish.setState({ stepId: null, field: '', isMarked: false });
      waiting.end();
      control?.focus({ preventScroll: true });
      found?.scrollIntoView({ block: 'nearest' });
      if (found === null || !wish.isMarked) return;
      found.addEventListener('animationend', () => delete found.dataset['marked'], { once: true });
      found.dataset['marked'] = '';
    };
    frame = requestAnimationFrame(mark);
    return () => {
      cancelAnimationFrame(frame);
      waiting.end();
    };
  }, [wish, stepId, showSettings]);
}

/** While a field is loaded, what is typed for it must not be taken for keys of the canvas. */
function holdKeys(stepId: string): { end(): void } {
  const panel = document.querySelector<HTMLElement>(`[data-fields-of="${CSS.escape(stepId)}"]`);
  if (panel === null) return { end: () => undefined };
  panel.dataset['ownKeys'] = '';
  panel.focus({ preventScroll: true });
  return { end: () => delete panel.dataset['ownKeys'] };
}

/** In frames of the screen. */
const patience = 240;

const writable = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"], [role="textbox"]';

const loading =
  '[aria-busy="true"], .code-field__loading, :is(.template-editor, .code-editor):not(:has(textarea, [contenteditable="true"], [role="textbox"]))';

/** What can be written in, else what can be pressed; none while editors are loaded, unless that takes too long. */
function controlIn(frame: HTMLElement, isLate: boolean): HTMLElement | null {
  if (!isLate && frame.querySelector(loading) !== null) return null;
  return frame.querySelector<HTMLElement>(writable) ?? frame.querySelector<HTMLElement>('button');
}

/** Opens what hides the field. True when the field is drawn only then. */
function unfold(found: HTMLElement, { field, isMarked }: Wish): boolean {
  found.closest('details')?.setAttribute('open', '');
  const isInside = isMarked || found.dataset['field'] !== field;
  const toggle = isInside
    ? found.querySelector<HTMLElement>(':scope > .list-item__head > [aria-expanded="false"]')
    : null;
  toggle?.click();
  return toggle !== null;
}

/** The frame of the field, or of the nearest one around it. */
function fieldElement(ownerId: string, path: string): HTMLElement | null {
  const panel = document.querySelector(`[data-fields-of="${CSS.escape(ownerId)}"]`);
  if (panel === null) return null;
  if (path === '') return panel.querySelector<HTMLElement>('[data-field]');
  const found = panel.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`);
  const end = path.lastIndexOf('.');
  return found ?? (end === -1 ? null : fieldElement(ownerId, path.slice(0, end)));
}

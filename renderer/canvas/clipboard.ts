// Copy, cut and paste of steps. The clipboard holds JSON text, so it works between projects, windows and programs.
// Invariants: text selected or written in fields is left alone; what is pasted is parsed and bounded.
import { parseClip } from '#shared/model/clip.ts';
import { workflowIdSchema } from '#shared/model/ids.ts';
import { isInField, isOnCanvas } from '../commands/actions/focus-scope.ts';
import { copySteps, pasteClip, withContents } from '../commands/clip-commands.ts';
import { deleteFurniture } from '../commands/furniture-commands.ts';
import type { Point } from '../commands/step-commands.ts';
import { clipboardText, copyText, giveText } from '../state/clipboard-text.ts';
import { notifyDone } from '../state/notify.ts';
import { currentProject, run } from '../state/project-store.ts';
import { select, useUi } from '../state/ui-store.ts';
import { pastePlace } from './canvas-view.ts';

/** Hears the keys for copy, cut and paste. Returns what ends it. */
export function listenToClipboard(): () => void {
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCut);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCut);
    document.removeEventListener('paste', onPaste);
  };
}

export function copySelection(): void {
  const text = selectedText();
  if (text !== null) copyText(text);
}

export function cutSelection(): void {
  if (currentProject()?.readOnly !== null) return;
  copySelection();
  dropCut();
}

/** From a menu: the clipboard if it may be read, else what was copied in this window. */
export async function pasteFromMenu(place: Point): Promise<void> {
  pasteText(await clipboardText(), place);
}

function selectedIds(): readonly string[] {
  const { selectedStepIds, selectedFurnitureIds } = useUi.getState();
  return [...selectedStepIds, ...selectedFurnitureIds];
}

function selectedText(): string | null {
  const project = currentProject();
  return project === null ? null : copySteps(project.index, selectedIds());
}

/** The word in the undo list is that of the key. */
function dropCut(): void {
  run((index) => {
    const ids = [...withContents(index, selectedIds())];
    const steps = ids.filter((id) => index.steps.has(id));
    const command = deleteFurniture(index, ids, steps, []);
    if (command === null) return null;
    const what = steps.length < ids.length ? '' : ids.length === 1 ? ' step' : ` ${ids.length} steps`;
    return { ...command, label: `Cut${what}` };
  });
}

function onCopy(event: ClipboardEvent): void {
  if (isAboutText(event)) return;
  const text = selectedText();
  if (text === null) return;
  giveText(event, text);
}

function onCut(event: ClipboardEvent): void {
  if (isAboutText(event) || currentProject()?.readOnly !== null) return;
  onCopy(event);
  if (event.defaultPrevented) dropCut();
}

function onPaste(event: ClipboardEvent): void {
  if (isAboutText(event)) return;
  event.preventDefault();
  pasteText(event.clipboardData?.getData('text/plain') ?? '', pastePlace());
}

/** Copying and cutting take what is selected, so they are the canvas' alone; there is one place to paste to. */
function isAboutText({ type, target }: ClipboardEvent): boolean {
  const element = target instanceof Element ? target : document.activeElement;
  if (type === 'paste') return isInField(element) || element?.closest('[role="dialog"]') != null;
  return !isOnCanvas(element) || document.getSelection()?.isCollapsed === false;
}

function pasteText(text: string, place: Point): void {
  const project = currentProject();
  const workflowId = workflowIdSchema.safeParse(useUi.getState().workflowId);
  if (project === null || !workflowId.success) return;
  if (project.readOnly !== null) {
    notifyDone('This project can only be read here, so nothing was pasted.');
    return;
  }
  const clip = parseClip(text);
  if (clip === null) {
    notifyDone(
      text.trim() === ''
        ? 'There is nothing to paste. Select steps and copy them first.'
        : 'What is in the clipboard are no steps. Select steps and copy them first, or paste text into a field.',
    );
    return;
  }
  const { command, stepIds, furnitureIds, missing } = pasteClip(project.index, clip, workflowId.data, place);
  run(() => command);
  select(stepIds, [], furnitureIds);
  if (missing.length > 0) notifyDone(missingWords(missing));
}

const named = 4;

function missingWords(missing: readonly string[]): string {
  const more = missing.length > named ? [`${missing.length - named} more`] : [];
  const words = new Intl.ListFormat('en').format([...missing.slice(0, named), ...more]);
  const are = missing.length === 1 ? 'is' : 'are';
  return `Pasted. Not in this project ${are} ${words}: choose again in the steps that used ${missing.length === 1 ? 'it' : 'them'}.`;
}

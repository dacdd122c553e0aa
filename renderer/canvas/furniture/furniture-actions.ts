// What can be done with notes and frames by key, toolbar or command palette.
import { workflowIdSchema, type WorkflowId } from '#shared/model/ids.ts';
import type { Action } from '../../commands/actions/action.ts';
import {
  addFrame,
  addNote,
  type Rect,
  resizeFurniture,
  toggleFrame,
} from '../../commands/furniture-commands.ts';
import type { Command } from '../../state/pending-edits.ts';
import { newId } from '../../state/new-id.ts';
import { currentProject, run } from '../../state/project-store.ts';
import { select, useUi } from '../../state/ui-store.ts';
import { boxesOf, pastePlace } from '../canvas-view.ts';
import { beginEditing } from './furniture-editing.ts';

const canEdit = (): boolean => currentProject()?.readOnly === null;

/** The one selected note or frame. */
function onlySelected(): string | undefined {
  const { selectedStepIds, selectedFurnitureIds } = useUi.getState();
  const [id, ...others] = selectedFurnitureIds;
  return selectedStepIds.size === 0 && others.length === 0 ? id : undefined;
}

const hasOne = (): boolean => canEdit() && onlySelected() !== undefined;
const hasFrame = (): boolean =>
  canEdit() && currentProject()?.index.frames.has(onlySelected() ?? '') === true;

/** At the pointer, or in the middle of what is seen; ready to be written in. */
function addNewNote(): void {
  const { x, y } = pastePlace();
  add('note', (id, workflowId) => addNote(id, workflowId, { x, y, width: 180, height: 80 }));
}

/** Around the selection, or empty. */
function addNewFrame(): void {
  const { x, y } = pastePlace();
  const rect = aroundSelection() ?? { x, y, width: 480, height: 280 };
  add('frame', (id, workflowId) => {
    const index = currentProject()?.index;
    return index === undefined ? null : addFrame(index, id, workflowId, rect);
  });
}

function add(prefix: string, build: (id: string, workflowId: WorkflowId) => Command | null): void {
  const workflowId = workflowIdSchema.safeParse(useUi.getState().workflowId);
  if (!workflowId.success || !canEdit()) return;
  const id = newId(prefix);
  run(() => build(id, workflowId.data));
  select([], [], [id]);
  beginEditing(id);
}

/** With room for the frame's name above. */
function aroundSelection(): Rect | null {
  const { selectedStepIds, selectedFurnitureIds } = useUi.getState();
  const index = currentProject()?.index;
  const furniture = [...selectedFurnitureIds].flatMap((id) => {
    const found = index?.notes.get(id) ?? index?.frames.get(id);
    return found === undefined ? [] : [{ ...found.position, ...found.size }];
  });
  const boxes: readonly Rect[] = [...boxesOf(selectedStepIds), ...furniture];
  if (boxes.length === 0) return null;
  const [gap, head] = [28, 60];
  const x = Math.min(...boxes.map((box) => box.x)) - gap;
  const y = Math.min(...boxes.map((box) => box.y)) - head;
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) + gap - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) + gap - y,
  };
}

/** Selects the frame, since a collapsed one opens while something in it is selected. */
export function foldFrame(id: string): void {
  select([], [], [id]);
  run((index) => toggleFrame(index, id));
}

const resize = (key: string, words: string, by: { readonly x: number; readonly y: number }): Action => ({
  id: `canvas.resize-${words}`,
  title: `Make the note or frame ${words}`,
  group: 'Edit',
  keys: [`Alt+Shift+${key}`],
  where: 'canvas',
  isPossible: hasOne,
  run: () =>
    run((index) => {
      const id = onlySelected() ?? '';
      const found = index.notes.get(id) ?? index.frames.get(id);
      if (found === undefined) return null;
      const { width, height } = found.size;
      const size = { width: Math.max(120, width + by.x), height: Math.max(60, height + by.y) };
      return resizeFurniture(index, id, { ...found.position, ...size });
    }),
});

export const furnitureActions: readonly Action[] = [
  {
    id: 'canvas.add-note',
    title: 'Add a note',
    group: 'Edit',
    keys: ['N'],
    words: 'comment sticky text annotate',
    isPossible: canEdit,
    run: addNewNote,
  },
  {
    id: 'canvas.add-frame',
    title: 'Add a frame around what is selected',
    group: 'Edit',
    keys: ['F', 'Mod+G'],
    where: 'canvas',
    words: 'group section box',
    isPossible: canEdit,
    run: addNewFrame,
  },
  {
    id: 'canvas.write-furniture',
    title: 'Write in the note, or rename the frame',
    group: 'Edit',
    keys: ['Enter', 'F2'],
    where: 'canvas',
    isPossible: hasOne,
    run: () => beginEditing(onlySelected() ?? ''),
  },
  {
    id: 'canvas.fold-frame',
    title: 'Collapse or open the frame',
    group: 'Edit',
    keys: ['Mod+Shift+G'],
    where: 'canvas',
    words: 'fold hide group',
    isPossible: hasFrame,
    run: () => foldFrame(onlySelected() ?? ''),
  },
  resize('ArrowRight', 'wider', { x: 20, y: 0 }),
  resize('ArrowLeft', 'narrower', { x: -20, y: 0 }),
  resize('ArrowDown', 'taller', { x: 0, y: 20 }),
  resize('ArrowUp', 'shorter', { x: 0, y: -20 }),
];

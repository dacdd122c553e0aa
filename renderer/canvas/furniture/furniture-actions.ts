// What can be done with notes and frames by key, toolbar or command palette.
import { type FurnitureColor, furnitureColors } from '#shared/model/entities/furniture.ts';
import { workflowIdSchema, type WorkflowId } from '#shared/model/ids.ts';
import type { Action } from '../../commands/actions/action.ts';
import {
  addFrame,
  addNote,
  colorFurniture,
  contentsOf,
  deleteWithContents,
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

const selectedFurniture = (): readonly string[] => [...useUi.getState().selectedFurnitureIds];
const hasOne = (): boolean => canEdit() && onlySelected() !== undefined;
const onlyFrame = () => currentProject()?.index.frames.get(onlySelected() ?? '');
const hasFrame = (): boolean => canEdit() && onlyFrame() !== undefined;
const isCollapsed = (): boolean => onlyFrame()?.collapsed != null;

function holdsSomething(): boolean {
  const index = currentProject()?.index;
  return index !== undefined && contentsOf(index, onlySelected() ?? '').size > 0;
}

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

function aroundSelection(): Rect | null {
  const { selectedStepIds, selectedFurnitureIds } = useUi.getState();
  return around([...selectedStepIds, ...selectedFurnitureIds]);
}

/** With room for the frame's name above. */
function around(ids: readonly string[]): Rect | null {
  const index = currentProject()?.index;
  const furniture = ids.flatMap((id) => {
    const found = index?.notes.get(id) ?? index?.frames.get(id);
    return found === undefined ? [] : [{ ...found.position, ...found.size }];
  });
  const boxes: readonly Rect[] = [...boxesOf(ids), ...furniture];
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

function fitFrame(): void {
  run((index) => {
    const id = onlySelected() ?? '';
    const rect = around([...contentsOf(index, id)]);
    const command = rect === null ? null : resizeFurniture(index, id, rect);
    return command === null ? null : { label: 'Fit frame', patches: command.patches };
  });
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

export const furnitureAction = {
  addNote: {
    id: 'canvas.add-note',
    title: 'Add a note',
    group: 'Edit',
    keys: ['N'],
    words: 'comment sticky text annotate',
    isPossible: canEdit,
    run: addNewNote,
  },
  addFrame: {
    id: 'canvas.add-frame',
    get title() {
      return aroundSelection() === null ? 'Add a frame' : 'Add a frame around the selection';
    },
    group: 'Edit',
    keys: ['F', 'Mod+G'],
    where: 'canvas',
    words: 'group section box',
    isPossible: canEdit,
    run: addNewFrame,
  },
  write: {
    id: 'canvas.write-furniture',
    get title() {
      return onlyFrame() === undefined ? 'Write in the note' : 'Rename the frame';
    },
    words: 'note frame text edit',
    group: 'Edit',
    keys: ['Enter', 'F2'],
    where: 'canvas',
    isPossible: hasOne,
    run: () => beginEditing(onlySelected() ?? ''),
  },
  fold: {
    id: 'canvas.fold-frame',
    get title() {
      return isCollapsed() ? 'Open the frame' : 'Collapse the frame';
    },
    group: 'Edit',
    keys: ['Mod+Shift+G'],
    where: 'canvas',
    words: 'fold hide group',
    isPossible: hasFrame,
    run: () => foldFrame(onlySelected() ?? ''),
  },
  fit: {
    id: 'canvas.fit-frame',
    title: 'Fit the frame to what is in it',
    group: 'Edit',
    words: 'size shrink resize',
    isPossible: () => hasFrame() && !isCollapsed() && holdsSomething(),
    run: fitFrame,
  },
  removeAll: {
    id: 'canvas.delete-with-contents',
    title: 'Delete the frame and what is in it',
    group: 'Edit',
    isPossible: () => hasFrame() && holdsSomething(),
    run: () => run((index) => deleteWithContents(index, selectedFurniture())),
  },
} as const satisfies Record<string, Action>;

/** Of everything that is selected. */
export const colorActions = furnitureColors.map((color) => ({
  color,
  action: {
    id: `canvas.colour-${color}`,
    title: `Colour: ${color}`,
    group: 'Edit',
    words: 'note frame paint',
    isPossible: () => canEdit() && selectedFurniture().length > 0,
    run: () => run((index) => colorFurniture(index, selectedFurniture(), color)),
  } satisfies Action,
}));

/** That of everything that is selected, if it is the same. */
export function selectedColor(): FurnitureColor | undefined {
  const index = currentProject()?.index;
  const colors = selectedFurniture().map((id) => (index?.notes.get(id) ?? index?.frames.get(id))?.color);
  return new Set(colors).size === 1 ? colors[0] : undefined;
}

/** All of them, for the palette, the sheet and the keys. */
export const furnitureActions: readonly Action[] = [
  ...Object.values(furnitureAction),
  ...colorActions.map(({ action }) => action),
  resize('ArrowRight', 'wider', { x: 20, y: 0 }),
  resize('ArrowLeft', 'narrower', { x: -20, y: 0 }),
  resize('ArrowDown', 'taller', { x: 0, y: 20 }),
  resize('ArrowUp', 'shorter', { x: 0, y: -20 }),
];

// Commands on notes and frames: add, write, colour, resize, collapse, and moving with what lies in a frame.
// Invariants: pure; what lies in an open frame is told by place, what a collapsed one hides by the ids it keeps.
import type { Patch } from '#shared/model/edit.ts';
import type { Frame, FurnitureColor, Note } from '#shared/model/entities/furniture.ts';
import type { WorkflowId } from '#shared/model/ids.ts';
import { furnitureTitle } from '#shared/model/furniture-title.ts';
import { limits } from '#shared/model/limits.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { deleteElements, type Point, putStep } from './step-commands.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}
export type Rect = Point & Size;

/** About the middle of a step, from its corner: a step is in a frame when this is. */
const stepMiddle = { x: 108, y: 50 };

const putNote = (note: Note): Patch => ({ collection: 'notes', id: note.id, value: note });
const putFrame = (frame: Frame): Patch => ({ collection: 'frames', id: frame.id, value: frame });
export const dropNote = ({ id }: Note): Patch => ({ collection: 'notes', id, value: null });
export const dropFrame = ({ id }: Frame): Patch => ({ collection: 'frames', id, value: null });

export function addNote(id: string, workflowId: WorkflowId, rect: Rect): Command {
  return {
    label: 'Add note',
    patches: [putNote({ id, workflowId, ...placeOf(rect), text: '', color: 'yellow' })],
  };
}

export function addFrame(index: ProjectIndex, id: string, workflowId: WorkflowId, rect: Rect): Command {
  const name = freeName(index);
  return {
    label: 'Add frame',
    patches: [putFrame({ id, workflowId, ...placeOf(rect), name, color: 'gray', collapsed: null })],
  };
}

/** Typing in a row is one undo step. A note grows with its text to `height`, and never shrinks by itself. */
export function writeNote(index: ProjectIndex, id: string, text: string, height: number): Command | null {
  const note = index.notes.get(id);
  if (note === undefined || note.text === text) return null;
  const size = { ...note.size, height: Math.max(note.size.height, Math.ceil(height)) };
  return {
    label: 'Write note',
    coalesceKey: `note:${id}`,
    patches: [putNote({ ...note, text: text.slice(0, limits.noteText), size })],
  };
}

export function nameFrame(index: ProjectIndex, id: string, name: string): Command | null {
  const frame = index.frames.get(id);
  if (frame === undefined || frame.name === name) return null;
  return {
    label: 'Rename frame',
    coalesceKey: `frame:${id}`,
    patches: [putFrame({ ...frame, name: name.slice(0, limits.name) })],
  };
}

export function colorFurniture(
  index: ProjectIndex,
  ids: readonly string[],
  color: FurnitureColor,
): Command | null {
  const notes = ids.flatMap((id) => index.notes.get(id) ?? []).filter((note) => note.color !== color);
  const frames = ids.flatMap((id) => index.frames.get(id) ?? []).filter((frame) => frame.color !== color);
  const patches = [
    ...notes.map((note) => putNote({ ...note, color })),
    ...frames.map((frame) => putFrame({ ...frame, color })),
  ];
  if (patches.length === 0) return null;
  const what = frames.length === 0 ? 'note' : 'frame';
  return { label: patches.length === 1 ? `Colour ${what}` : `Colour ${patches.length} things`, patches };
}

export function resizeFurniture(index: ProjectIndex, id: string, rect: Rect): Command | null {
  const coalesceKey = `resize:${id}`;
  const place = placeOf(rect);
  const note = index.notes.get(id);
  if (note !== undefined) {
    return { label: 'Resize note', coalesceKey, patches: [putNote({ ...note, ...place })] };
  }
  const frame = index.frames.get(id);
  if (frame === undefined) return null;
  return { label: 'Resize frame', coalesceKey, patches: [putFrame({ ...frame, ...place })] };
}

/** Collapses an open frame over what lies in it, opens a collapsed one. */
export function toggleFrame(index: ProjectIndex, id: string): Command | null {
  const frame = index.frames.get(id);
  if (frame === undefined) return null;
  const collapsed = frame.collapsed === null ? [...contentsOf(index, id)] : null;
  return {
    label: frame.collapsed === null ? 'Collapse frame' : 'Open frame',
    patches: [putFrame({ ...frame, collapsed })],
  };
}

/** Ids of the steps, notes and frames in a frame, and in frames in it. */
export function contentsOf(index: ProjectIndex, frameId: string): ReadonlySet<string> {
  const frame = index.frames.get(frameId);
  if (frame === undefined) return new Set();
  const within = frame.collapsed ?? [...idsWithin(index, frame)];
  const found = new Set<string>(within.flatMap((id) => [id, ...(index.frames.get(id)?.collapsed ?? [])]));
  found.delete(frameId);
  return found;
}

function* idsWithin(index: ProjectIndex, { id: frameId, workflowId, position, size }: Frame) {
  const holds = ({ x, y }: Point): boolean =>
    x >= position.x && y >= position.y && x <= position.x + size.width && y <= position.y + size.height;
  for (const id of index.stepIdsByWorkflow.get(workflowId) ?? []) {
    const step = index.steps.get(id);
    if (step === undefined) continue;
    if (holds({ x: step.position.x + stepMiddle.x, y: step.position.y + stepMiddle.y })) yield id;
  }
  for (const note of index.notes.values()) {
    if (note.workflowId === workflowId && holds(middleOf(note))) yield note.id;
  }
  for (const frame of index.frames.values()) {
    const { x, y } = frame.position;
    const isInside = holds(frame.position) && holds({ x: x + frame.size.width, y: y + frame.size.height });
    if (frame.id !== frameId && frame.workflowId === workflowId && isInside) yield frame.id;
  }
}

/** Puts steps, notes and frames at places. Moves in a row of the same ones are one undo step. */
export function moveElements(index: ProjectIndex, places: ReadonlyMap<string, Point>): Command | null {
  const patches: Patch[] = [];
  for (const [id, place] of places) {
    const position = { x: Math.round(place.x), y: Math.round(place.y) };
    const [step, note, frame] = [index.steps.get(id), index.notes.get(id), index.frames.get(id)];
    const before = (step ?? note ?? frame)?.position;
    if (before === undefined || (before.x === position.x && before.y === position.y)) continue;
    if (step !== undefined) patches.push(putStep({ ...step, position }));
    else if (note !== undefined) patches.push(putNote({ ...note, position }));
    else if (frame !== undefined) patches.push(putFrame({ ...frame, position }));
  }
  const frames = patches.filter(({ collection }) => collection === 'frames');
  const what = frames.length === 1 ? 'frame' : patches.length === 1 ? 'note' : `${patches.length} things`;
  if (patches.length === 0) return null;
  return {
    label: `Move ${what}`,
    coalesceKey: `move:${[...places.keys()].join(',')}`.slice(0, 200),
    patches,
  };
}

/** Deletes notes and frames, and steps and connections with them. What lies in a frame stays. */
export function deleteFurniture(
  index: ProjectIndex,
  furnitureIds: readonly string[],
  stepIds: readonly string[],
  edgeIds: readonly string[],
): Command | null {
  const others = deleteElements(index, stepIds, edgeIds);
  const notes = furnitureIds.flatMap((id) => index.notes.get(id) ?? []);
  const frames = furnitureIds.flatMap((id) => index.frames.get(id) ?? []);
  const count = notes.length + frames.length;
  if (count === 0) return others;
  const only = notes[0] ?? frames[0];
  const label =
    count > 1 || others !== null || only === undefined
      ? `Delete ${count + (others?.patches.filter(({ collection }) => collection === 'steps').length ?? 0)} things`
      : `Delete ${furnitureTitle(only)}`;
  return {
    label: label.slice(0, 200),
    patches: [...(others?.patches ?? []), ...notes.map(dropNote), ...frames.map(dropFrame)],
  };
}

/** Deletes frames with all that they hold, and what else is named. */
export function deleteWithContents(index: ProjectIndex, ids: readonly string[]): Command | null {
  const all = [...new Set(ids.flatMap((id) => [id, ...contentsOf(index, id)]))];
  const steps = all.filter((id) => index.steps.has(id));
  return deleteFurniture(index, all, steps, []);
}

/** "Note: Billing questions go…", "Frame: Billing". */

function middleOf({ position, size }: Note): Point {
  return { x: position.x + size.width / 2, y: position.y + size.height / 2 };
}

function placeOf({ x, y, width, height }: Rect): Pick<Note, 'position' | 'size'> {
  return {
    position: { x: Math.round(x), y: Math.round(y) },
    size: { width: Math.round(width), height: Math.round(height) },
  };
}

function freeName(index: ProjectIndex): string {
  const names = new Set([...index.frames.values()].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    if (!names.has(`Frame ${number}`)) return `Frame ${number}`;
  }
}

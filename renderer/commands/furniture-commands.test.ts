import { expect, test } from 'vitest';
import { frameSchema, noteSchema } from '#shared/model/entities/furniture.ts';
import { parseClip } from '#shared/model/clip.ts';
import { workflowIdSchema } from '#shared/model/ids.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { applyPatches, indexProject, type ProjectIndex } from '../state/project-index.ts';
import { copySteps, duplicateElements, pasteClip } from './clip-commands.ts';
import {
  addFrame,
  contentsOf,
  deleteFurniture,
  deleteWithContents,
  moveElements,
  resizeFurniture,
  toggleFrame,
  writeNote,
} from './furniture-commands.ts';
import type { Command } from '../state/pending-edits.ts';
import { deleteWorkflow } from './workflow-commands.ts';

const main = workflowIdSchema.parse('main');
const placed = (id: string, x: number, y: number, width: number, height: number) => ({
  id,
  workflowId: main,
  position: { x, y },
  size: { width, height },
});
const at = (id: string, x: number, y: number) => ({ ...step(id), position: { x, y } });

const index = indexProject({
  ...aProject([at('in', 100, 100), at('out', 900, 100)], [edge('e', 'in', 'next', 'out')]),
  notes: [noteSchema.parse({ ...placed('n', 120, 300, 100, 60), text: 'Billing only' })],
  frames: [
    frameSchema.parse({ ...placed('outer', 0, 0, 600, 500), name: 'Billing' }),
    frameSchema.parse(placed('inner', 90, 90, 300, 150)),
  ],
});
const apply = (command: Command | null, on = index): ProjectIndex => applyPatches(on, command?.patches ?? []);

test('a frame holds the steps, notes and frames that lie in it', () => {
  expect([...contentsOf(index, 'outer')].toSorted()).toEqual(['in', 'inner', 'n']);
  expect([...contentsOf(index, 'inner')]).toEqual(['in']);
});

test('a collapsed frame hides what lay in it then, and nothing that comes later', () => {
  const collapsed = apply(toggleFrame(index, 'outer'));
  const later = apply(moveElements(collapsed, new Map([['out', { x: 50, y: 50 }]])), collapsed);
  expect([...contentsOf(later, 'outer')].toSorted()).toEqual(['in', 'inner', 'n']);
  expect(contentsOf(apply(toggleFrame(later, 'outer'), later), 'outer')).toContain('out');
});

test('an outer frame holds what a collapsed frame in it hides, wherever that lies', () => {
  const collapsed = apply(toggleFrame(index, 'inner'));
  const elsewhere = apply(moveElements(collapsed, new Map([['in', { x: 5000, y: 0 }]])), collapsed);
  expect(contentsOf(elsewhere, 'outer')).toContain('in');
});

test('a frame moves with what it holds in one edit', () => {
  const places = new Map([
    ['inner', { x: 100, y: 90 }],
    ['in', { x: 110, y: 100 }],
    ['n', { x: 120, y: 300 }],
  ]);
  const command = moveElements(index, places);
  expect(command?.label).toBe('Move frame');
  expect(command?.patches).toHaveLength(2);
  expect(moveElements(apply(command), places)).toBeNull();
});

test('deleting a frame leaves what lies in it, deleting a workflow takes notes and frames along', () => {
  expect(deleteFurniture(index, ['outer'], [], [])?.label).toBe('Delete Frame: Billing');
  const next = apply(deleteFurniture(index, ['outer', 'n'], ['out'], []));
  expect([...next.frames.keys(), ...next.notes.keys(), ...next.steps.keys()]).toEqual(['inner', 'in']);
  const another = {
    ...index,
    workspace: { ...index.workspace, mainWorkflowId: workflowIdSchema.parse('x') },
  };
  const gone = apply(deleteWorkflow(another, 'main'));
  expect([gone.notes.size, gone.frames.size]).toEqual([0, 0]);
});

test('a note grows with its text and keeps the size it was given', () => {
  const long = apply(writeNote(index, 'n', 'Much\nmore', 90.4));
  expect(long.notes.get('n')?.size).toEqual({ width: 100, height: 91 });
  expect(apply(writeNote(long, 'n', '', 20), long).notes.get('n')?.size.height).toBe(91);
});

test('frames get names of their own, and whole pixels', () => {
  const rect = { x: 0.4, y: 0.6, width: 100.2, height: 50 };
  const first = apply(addFrame(index, 'f1', main, rect));
  expect(apply(addFrame(first, 'f2', main, rect), first).frames.get('f2')).toMatchObject({
    name: 'Frame 2',
    position: { x: 0, y: 1 },
  });
  expect(resizeFurniture(index, 'n', rect)?.label).toBe('Resize note');
});

test('a copied frame brings along what it holds, and its copy hides the copies', () => {
  const collapsed = apply(toggleFrame(index, 'outer'));
  const clip = parseClip(copySteps(collapsed, ['outer']) ?? '');
  if (clip === null) throw new Error('The copy cannot be read.');
  const { command, stepIds, furnitureIds } = pasteClip(collapsed, clip, main, { x: 2000, y: 0 });
  const next = apply(command, collapsed);
  const copy = [...next.frames.values()].find(
    ({ id, name }) => furnitureIds.includes(id) && name === 'Billing',
  );
  expect(copy?.position).toEqual({ x: 2000, y: 0 });
  expect(copy?.collapsed).toEqual(expect.arrayContaining([...stepIds]));
  expect(copy?.collapsed).toHaveLength(3);
  expect([next.steps.size, next.notes.size, next.frames.size]).toEqual([3, 2, 4]);
});

test('a frame is duplicated beside itself with what it holds, collapsed ones too', () => {
  const frame = duplicateElements(index, ['outer']);
  const copied = apply(frame?.command ?? null);
  expect(frame?.command.label).toBe('Duplicate Frame: Billing');
  const [outer = ''] = frame?.furnitureIds ?? [];
  expect(frame).toMatchObject({ stepIds: [], furnitureIds: [outer] });
  // Beyond the step that stands right of it.
  expect(copied.frames.get(outer)?.position).toEqual({ x: 1148, y: 0 });
  expect([...contentsOf(copied, outer)]).toHaveLength(3);
  expect([...contentsOf(copied, 'outer')].toSorted()).toEqual(['in', 'inner', 'n']);

  const collapsed = apply(toggleFrame(index, 'outer'));
  const again = duplicateElements(collapsed, ['outer']);
  const after = apply(again?.command ?? null, collapsed);
  const copy = [...after.frames.values()].find(({ id, name }) => id !== 'outer' && name === 'Billing');
  expect(copy?.collapsed).toHaveLength(3);
  expect(copy?.collapsed).not.toContain('in');
});

test('a note that is pasted twice at one place stands beside itself', () => {
  const clip = parseClip(copySteps(index, ['n']) ?? '');
  if (clip === null) throw new Error('Nothing was copied.');
  const place = { x: 700, y: 10 };
  const once = apply(pasteClip(index, clip, main, place).command);
  const twice = apply(pasteClip(once, clip, main, place).command, once);
  expect([...twice.notes.values()].map(({ position }) => position.x)).toEqual([120, 700, 732]);
});

test('a frame is deleted alone, or with all that it holds', () => {
  expect(apply(deleteFurniture(index, ['outer'], [], [])).steps.size).toBe(2);
  const gone = apply(deleteWithContents(index, ['outer']));
  expect([...gone.steps.keys(), ...gone.notes.keys(), ...gone.frames.keys()]).toEqual(['out']);
});

import { expect, test } from 'vitest';
import { frameSchema, noteSchema } from '#shared/model/entities/furniture.ts';
import { parseClip } from '#shared/model/clip.ts';
import { workflowIdSchema } from '#shared/model/ids.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { applyPatches, indexProject, type ProjectIndex } from '../state/project-index.ts';
import { copySteps, pasteClip } from './clip-commands.ts';
import {
  addFrame,
  contentsOf,
  deleteFurniture,
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

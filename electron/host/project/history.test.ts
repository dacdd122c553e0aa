import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProjectDocument } from '#shared/model/project.ts';
import { edit, newProjectFile, open, putEdge, putStep, remove } from '#tests/helpers/project-folder.ts';

test('undo and redo go back and forth over closing, with the label of what comes next', () => {
  const path = newProjectFile();
  const first = open(path);
  edit(first, { label: 'Add greeting', patches: [putStep('a')] });
  edit(first, { label: 'Add farewell', patches: [putStep('b'), putEdge('e', 'a', 'next', 'b')] });
  const full = first.document();
  first.close();

  const second = open(path);
  expect(second.undo(2)).toMatchObject({
    status: 'applied',
    rev: 3,
    label: 'Add farewell',
    undoLabel: 'Add greeting',
    redoLabel: 'Add farewell',
    patches: [
      { collection: 'steps', id: 'b', value: null },
      { collection: 'edges', id: 'e', value: null },
    ],
  });
  second.close();

  const third = open(path);
  expect(third.view()).toMatchObject({ undoLabel: 'Add greeting', redoLabel: 'Add farewell' });
  expect(third.redo(3)).toMatchObject({ label: 'Add farewell', undoLabel: 'Add farewell', redoLabel: null });
  expect(third.document()).toEqual(full);
});

test('a new edit after undo drops what could be redone', () => {
  const project = open(newProjectFile());
  edit(project, { label: 'One', patches: [putStep('a')] });
  project.undo(1);
  edit(project, { label: 'Two', patches: [putStep('b')] });
  expect(() => project.redo(project.rev)).toThrow(expect.objectContaining({ code: 'NOTHING_TO_REDO' }));
  expect(project.history(10)).toMatchObject([{ label: 'Two', isUndone: false }]);
});

test('there is nothing to undo in a new project', () => {
  const project = open(newProjectFile());
  expect(() => project.undo(0)).toThrow(expect.objectContaining({ code: 'NOTHING_TO_UNDO' }));
});

test('undoing a deletion puts the entity back in its place', () => {
  const path = newProjectFile();
  const project = open(path);
  edit(project, { patches: [remove('testUsers', 'visitor')] });
  project.undo(1);
  expect(project.document().testUsers.map(({ id }) => id)).toEqual(['visitor', 'jane', 'sam']);
  project.close();
  expect(
    open(path)
      .document()
      .testUsers.map(({ id }) => id),
  ).toEqual(['visitor', 'jane', 'sam']);
});

test('edits in a row with one key are one undo step, until a pause of two seconds', () => {
  let now = 1_000_000;
  const project = open(newProjectFile(), { now: () => now });
  edit(project, { label: 'Add', patches: [putStep('a', { content: '' })] });
  const type = (content: string) =>
    edit(project, { label: 'Type', coalesceKey: 'a.content', patches: [putStep('a', { content })] });
  type('H');
  now += 2000;
  type('Hi');
  expect(project.rev).toBe(3);
  now += 2001;
  type('Hi!');
  expect(project.history(10).map(({ label, rev }) => `${label} ${rev}`)).toEqual([
    'Type 4',
    'Type 3',
    'Add 1',
  ]);
  project.undo(4);
  expect(project.document().steps[1]?.settings).toEqual({ content: 'Hi' });
  project.undo(5);
  expect(project.document().steps[1]?.settings).toEqual({ content: '' });
  project.redo(6);
  expect(project.document().steps[1]?.settings).toEqual({ content: 'Hi' });
});

test('an edit with another key, without one, or after an undo is a step of its own', () => {
  const project = open(newProjectFile(), { now: () => 0 });
  edit(project, { coalesceKey: 'a', patches: [putStep('a')] });
  edit(project, { coalesceKey: 'b', patches: [putStep('b')] });
  edit(project, { patches: [putStep('c')] });
  edit(project, { patches: [putStep('d')] });
  expect(project.history(10)).toHaveLength(4);
  project.undo(project.rev);
  project.undo(project.rev);
  edit(project, { coalesceKey: 'b', patches: [putStep('b', { content: 'x' })] });
  expect(project.history(10)).toHaveLength(3);
});

test('one undo reverts coalesced edits that made, changed and deleted entities', () => {
  const project = open(newProjectFile(), { now: () => 0 });
  const before = project.document();
  edit(project, { coalesceKey: 'k', patches: [putStep('a'), remove('testUsers', 'jane')] });
  edit(project, { coalesceKey: 'k', patches: [remove('steps', 'a'), putStep('b')] });
  edit(project, {
    coalesceKey: 'k',
    patches: [
      { collection: 'testUsers', id: 'jane', value: { id: 'jane', name: 'J', identity: 'verified' } },
    ],
  });
  const after = project.document();
  project.undo(3);
  expect(project.document()).toEqual(before);
  project.redo(4);
  expect(project.document()).toEqual(after);
});

test('whatever was done, undo leads back through the very same documents and redo forth again', () => {
  const ids = ['a', 'b', 'c'];
  const patch = fc.oneof(
    fc
      .record({ id: fc.constantFrom(...ids), text: fc.string({ maxLength: 5 }) })
      .map(({ id, text }) => putStep(id, { text })),
    fc.constantFrom(...ids).map((id) => remove('steps', id)),
  );
  const command = fc.oneof(
    { weight: 4, arbitrary: fc.array(patch, { minLength: 1, maxLength: 3 }) },
    { weight: 2, arbitrary: fc.constant('undo' as const) },
    { weight: 1, arbitrary: fc.constant('redo' as const) },
    { weight: 1, arbitrary: fc.constant('reopen' as const) },
  );
  const path = newProjectFile();
  let project = open(path);
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      const states: ProjectDocument[] = [project.document()];
      let at = 0;
      for (const next of commands) {
        if (next === 'reopen') {
          project.close();
          project = open(path);
        } else if (next === 'undo') {
          if (at === 0) continue;
          at -= 1;
          project.undo(project.rev);
        } else if (next === 'redo') {
          if (at === states.length - 1) continue;
          at += 1;
          project.redo(project.rev);
        } else {
          edit(project, { patches: next });
          at += 1;
          states.splice(at, states.length, project.document());
        }
        expect(project.document()).toEqual(states[at]);
      }
    }),
    { numRuns: 60 },
  );
});

import { expect, test } from 'vitest';
import { edit, newProjectFile, open, putEdge, putStep, remove } from '#tests/helpers/project-folder.ts';

test('an edit puts and deletes entities, raises rev, and is there after reopening', () => {
  const path = newProjectFile();
  const project = open(path);
  const answer = edit(project, {
    label: 'Add reply',
    patches: [putStep('hello', { content: 'Hi' }), putEdge('e1', 'started', 'next', 'hello')],
  });
  expect(answer).toEqual({ status: 'applied', rev: 1, undoLabel: 'Add reply', redoLabel: null });
  edit(project, { patches: [remove('testUsers', 'sam')] });
  const before = project.document();
  project.close();

  const reopened = open(path);
  expect(reopened.rev).toBe(2);
  expect(reopened.document()).toEqual(before);
  expect(reopened.document().steps.map(({ id }) => id)).toEqual(['started', 'hello']);
  expect(reopened.document().testUsers.map(({ id }) => id)).toEqual(['visitor', 'jane']);
});

test('patches may come in any order', () => {
  const project = open(newProjectFile());
  edit(project, {
    patches: [
      putEdge('e1', 'a', 'next', 'b'),
      { ...putStep('a'), value: { ...putStep('a').value, workflowId: 'other' } },
      { ...putStep('b'), value: { ...putStep('b').value, workflowId: 'other' } },
      { collection: 'workflows', id: 'other', value: { id: 'other', name: 'Other' } },
    ],
  });
  expect(project.document().workflows.map(({ id }) => id)).toEqual(['main', 'other']);
});

test('two edges can trade their ports in one edit', () => {
  const project = open(newProjectFile());
  edit(project, {
    patches: [putStep('a'), putEdge('e1', 'a', 'x', 'started'), putEdge('e2', 'a', 'y', 'started')],
  });
  edit(project, { patches: [putEdge('e1', 'a', 'y', 'started'), putEdge('e2', 'a', 'x', 'started')] });
  expect(project.document().edges.map(({ from }) => from.port)).toEqual(['y', 'x']);
});

test('a new entity beside the last one changed goes after it', () => {
  const project = open(newProjectFile());
  edit(project, { patches: [putStep('a')] });
  edit(project, { patches: [putStep('b'), putStep('a', { content: 'changed' })] });
  expect(project.document().steps.map(({ id }) => id)).toEqual(['started', 'a', 'b']);
});

test('entities that an edit does not touch stay the same objects', () => {
  const project = open(newProjectFile());
  const before = project.document();
  edit(project, { patches: [putStep('a')] });
  expect(project.document().steps[0]).toBe(before.steps[0]);
  expect(project.document().assistants).toBe(before.assistants);
});

test('the last patch of an entity counts', () => {
  const project = open(newProjectFile());
  edit(project, { patches: [putStep('a', { content: 'one' }), putStep('a', { content: 'two' })] });
  expect(project.document().steps[1]?.settings).toEqual({ content: 'two' });
  project.undo(project.rev);
  expect(project.document().steps).toHaveLength(1);
});

test('an edit made on an older rev changes nothing and is answered with the newer state', () => {
  const project = open(newProjectFile());
  edit(project, { patches: [putStep('a')] });
  const answer = edit(project, { baseRev: 0, patches: [putStep('b')] });
  expect(answer).toMatchObject({ status: 'stale', project: { rev: 1, readOnly: null, undoLabel: 'Change' } });
  expect(project.document().steps.map(({ id }) => id)).toEqual(['started', 'a']);
  expect(project.undo(0).status).toBe('stale');
  expect(project.redo(0).status).toBe('stale');
});

test('the same edit sent again is answered as applied and changes nothing, also after reopening', () => {
  const path = newProjectFile();
  const project = open(path);
  const again = { editId: 'lost', baseRev: 0, label: 'Add', patches: [putStep('a')] };
  edit(project, again);
  expect(edit(project, again)).toMatchObject({ status: 'applied', rev: 1 });
  project.close();
  const reopened = open(path);
  expect(edit(reopened, again)).toMatchObject({ status: 'applied', rev: 1 });
  expect(reopened.history(10)).toHaveLength(1);
});

test.each([
  ['an edge to a step that is not there', [putEdge('e', 'started', 'next', 'gone')], /edges\.e: .*"gone"/],
  [
    'a step of a workflow that is not there',
    [{ ...putStep('a'), value: { ...putStep('a').value, workflowId: 'no' } }],
    /"no"/,
  ],
  ['deleting the main workflow', [remove('workflows', 'main')], /main workflow "main"/],
  ['deleting the primary assistant', [remove('assistants', 'assistant')], /primary assistant/],
  [
    'a second edge at a port',
    [putEdge('e', 'started', 'next', 'started'), putEdge('f', 'started', 'next', 'started')],
    /already leaves port "next"/,
  ],
  ['another id than its own', [{ ...putStep('a'), id: 'b' }], /ids never change/],
  ['settings that are too large', [putStep('a', { content: 'x'.repeat(300_000) })], /larger than 256 KB/],
])('an edit is refused whole, in words: %s', (_what, patches, message) => {
  const project = open(newProjectFile());
  const before = project.document();
  expect(() => edit(project, { patches: [putStep('ok'), ...patches] })).toThrow(
    expect.objectContaining({ code: 'EDIT_INVALID', message: expect.stringMatching(message) }),
  );
  expect(project.document()).toBe(before);
  expect(project.rev).toBe(0);
  expect(edit(project, { patches: [putStep('ok')] }).status).toBe('applied');
});

test('an edge between workflows is refused', () => {
  const project = open(newProjectFile());
  const step = putStep('a');
  const patches = [
    { collection: 'workflows', id: 'other', value: { id: 'other', name: 'Other' } },
    { ...step, value: { ...step.value, workflowId: 'other' } },
    putEdge('e', 'started', 'next', 'a'),
  ];
  expect(() => edit(project, { patches })).toThrow(/different workflows/);
});

test('a change of another id for the workspace is refused', () => {
  const project = open(newProjectFile());
  const { workspace } = project.document();
  const patches = [{ collection: 'workspace', id: 'new', value: { ...workspace, id: 'new' } }];
  expect(() => edit(project, { patches })).toThrow(/ids never change/);
});

test('every change is told to listeners until they stop', () => {
  const project = open(newProjectFile());
  const told: number[] = [];
  const stop = project.onChange(({ rev, patches }) => told.push(rev, patches.length));
  edit(project, { patches: [putStep('a'), putStep('b')] });
  project.undo(1);
  stop();
  project.redo(2);
  expect(told).toEqual([1, 2, 2, 2]);
});

test('a thousand steps in one edit are applied and undone', () => {
  const project = open(newProjectFile());
  const patches = Array.from({ length: 1000 }, (_, index) =>
    putStep(`s${index}`, { content: 'x'.repeat(500) }),
  );
  edit(project, { patches });
  expect(project.document().steps).toHaveLength(1001);
  project.undo(1);
  expect(project.document().steps).toHaveLength(1);
});

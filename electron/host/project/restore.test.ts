import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { edit, newProjectFile, open, putStep, remove } from '#tests/helpers/project-folder.ts';
import type { Project } from './project.ts';

const texts = (project: Project): unknown[] =>
  project.document().steps.flatMap(({ id, settings }) => (id === 'a' ? [settings['content']] : []));

const write = (project: Project, content: string) =>
  edit(project, { label: `Write ${content}`, patches: [putStep('a', { content })] });

test('every point of the history can be looked at, also those that were undone', () => {
  const project = open(newProjectFile());
  const at = new Map([[0, project.document()]]);
  for (const content of ['one', 'two', 'three']) {
    write(project, content);
    at.set(project.rev, project.document());
  }
  project.undo(project.rev);
  project.undo(project.rev);
  expect(texts(project)).toEqual(['one']);
  for (const [rev, document] of at) expect(project.documentAt({ rev })).toEqual(document);
  expect(project.documentAt('now')).toBe(project.document());
});

test('restoring is one edit, named after where it leads, and can be undone', () => {
  const project = open(newProjectFile());
  write(project, 'one');
  write(project, 'two');
  const before = project.document();
  expect(project.restore(2, { rev: 1 })).toMatchObject({
    status: 'applied',
    rev: 3,
    label: 'Go back to “Write one”',
    undoLabel: 'Go back to “Write one”',
    patches: [{ collection: 'steps', id: 'a', value: { settings: { content: 'one' } } }],
  });
  expect(texts(project)).toEqual(['one']);
  project.undo(project.rev);
  expect(project.document()).toEqual(before);
});

test('restoring where nothing differs, or on an older rev, changes nothing', () => {
  const project = open(newProjectFile());
  write(project, 'one');
  expect(() => project.restore(1, { rev: 1 })).toThrow(
    expect.objectContaining({ code: 'NOTHING_TO_RESTORE' }),
  );
  expect(project.restore(0, { rev: 0 })).toMatchObject({ status: 'stale' });
  expect(project.history(10)).toHaveLength(1);
});

test('a version keeps the whole project under a name, over closing and beside the history', () => {
  const path = newProjectFile();
  const first = open(path, { now: () => 42 });
  write(first, 'one');
  write(first, 'two');
  const version = first.saveVersion('Launch', { rev: 1 });
  first.close();

  const second = open(path);
  expect(second.versions()).toEqual([{ id: version.id, name: 'Launch', at: 42 }]);
  second.restore(second.rev, { versionId: version.id });
  expect(texts(second)).toEqual(['one']);
  expect(second.view().undoLabel).toBe('Restore “Launch”');
  second.deleteVersion(version.id);
  expect(second.versions()).toEqual([]);
  expect(() => second.documentAt({ versionId: version.id })).toThrow(
    expect.objectContaining({ code: 'VERSION_NOT_FOUND' }),
  );
});

test('what comes back stands where it stood, in the file and for those who keep a copy', () => {
  const path = newProjectFile();
  const project = open(path);
  const workflow = (id: string) => ({ collection: 'workflows', id, value: { id, name: id } });
  edit(project, { patches: [workflow('b'), workflow('c'), workflow('d')] });
  const ids = (): readonly string[] => project.document().workflows.map(({ id }) => id);
  const version = project.saveVersion('All', 'now');
  edit(project, { patches: [remove('workflows', 'b'), remove('workflows', 'c')] });
  const deletedAt = project.rev;
  expect(project.undo(project.rev)).toMatchObject({ order: { workflows: ['main', 'b', 'c', 'd'] } });
  project.redo(project.rev);
  expect(ids()).toEqual(['main', 'd']);

  edit(project, { patches: [workflow('e')] });
  const order = { workflows: ['main', 'b', 'c', 'd'] };
  expect(project.restore(project.rev, { versionId: version.id })).toMatchObject({ order });
  expect(ids()).toEqual(order.workflows);
  expect(project.undo(project.rev)).toMatchObject({ order: {} });
  expect(ids()).toEqual(['main', 'd', 'e']);
  expect(project.documentAt({ rev: deletedAt }).workflows.map(({ id }) => id)).toEqual(['main', 'd']);
  project.restore(project.rev, { rev: 1 });
  expect(ids()).toEqual(order.workflows);
  project.close();
  expect(
    open(path)
      .document()
      .workflows.map(({ id }) => id),
  ).toEqual(order.workflows);
});

test('a point that was dropped says so', () => {
  const project = open(newProjectFile());
  write(project, 'one');
  write(project, 'two');
  project.undo(2);
  write(project, 'three');
  expect(() => project.documentAt({ rev: 2 })).toThrow(
    expect.objectContaining({ code: 'HISTORY_POINT_NOT_FOUND' }),
  );
});

test('the history is read in pages', () => {
  const project = open(newProjectFile());
  for (const content of ['one', 'two', 'three']) write(project, content);
  expect(project.history(2).map(({ rev }) => rev)).toEqual([3, 2]);
  expect(project.history(2, 2).map(({ rev }) => rev)).toEqual([1]);
});

test('a reader sees history, points and versions, and changes none', () => {
  const path = newProjectFile();
  const writer = open(path);
  write(writer, 'one');
  write(writer, 'two');
  const { id } = writer.saveVersion('Launch', 'now');
  const reader = open(path, { readOnly: true });
  expect(reader.history(10, 2)).toHaveLength(1);
  expect(reader.versions()).toMatchObject([{ name: 'Launch' }]);
  expect(reader.documentAt({ rev: 1 }).steps[1]?.settings).toEqual({ content: 'one' });
  expect(reader.documentAt({ versionId: id })).toEqual(writer.document());
  expect(() => reader.saveVersion('Mine', 'now')).toThrow(
    expect.objectContaining({ code: 'PROJECT_READ_ONLY' }),
  );
});

test('whatever was done and undone, every point gives the state that was seen there', () => {
  const action = fc.oneof(
    fc.record({
      type: fc.constant('put' as const),
      id: fc.constantFrom('a', 'b', 'c'),
      content: fc.string(),
    }),
    fc.record({ type: fc.constant('remove' as const), id: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ type: fc.constantFrom('undo' as const, 'redo' as const) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), fc.nat(), (actions, choice) => {
      const project = open(newProjectFile());
      const seen = new Map([[0, project.document()]]);
      for (const next of actions) {
        if ('id' in next) {
          const { id } = next;
          const patch = 'content' in next ? putStep(id, { content: next.content }) : remove('steps', id);
          edit(project, { patches: [patch] });
          seen.set(project.rev, project.document());
        } else if (next.type === 'undo') {
          if (project.view().undoLabel !== null) project.undo(project.rev);
        } else if (project.view().redoLabel !== null) {
          project.redo(project.rev);
        }
      }
      const points = [0, ...project.history(100).map(({ rev }) => rev)];
      for (const rev of points) {
        expect(project.documentAt({ rev })).toEqual(seen.get(rev) ?? project.document());
      }
      const rev = points[choice % points.length] ?? 0;
      const wanted = project.documentAt({ rev });
      if (JSON.stringify(wanted) !== JSON.stringify(project.document())) {
        project.restore(project.rev, { rev });
        expect(project.document()).toEqual(wanted);
      }
    }),
    { numRuns: 15 },
  );
});

test('versions stay when old changes are dropped', () => {
  const path = newProjectFile();
  const first = open(path);
  write(first, 'one');
  const { id } = first.saveVersion('Launch', 'now');
  first.close();
  const database = new Database(path);
  database.exec(`
    INSERT INTO change (id, rev, at, label, forward, backward) VALUES (20000, 50, 0, 'Much later', '[]', '[]');
    UPDATE meta SET rev = 50;
  `);
  database.close();

  const second = open(path);
  expect(second.history(10).map(({ label }) => label)).toEqual(['Much later']);
  expect(second.documentAt({ versionId: id }).steps[1]?.settings).toEqual({ content: 'one' });
});

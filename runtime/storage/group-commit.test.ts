// Writes of two threads that share the database, and databases of an older form.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommitThread } from './commit-thread.ts';
import { GroupCommit } from './group-commit.ts';
import { openConnection } from './open-connection.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { migrate } from './tables.ts';

let folder: string;
let opened: OpenDatabase;
let thread: CommitThread;
let writer: GroupCommit;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dialogram-commit-'));
  opened = openDatabase(folder);
  thread = new CommitThread(opened.path);
  writer = new GroupCommit(opened.database, thread);
});
afterEach(async () => {
  await thread.close();
  opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const note = (id: number) => ({
  sql: 'INSERT INTO note VALUES (?, ?, ?, ?, ?)',
  values: ['c', id, 1, 'Ann', 'Called back.'],
});
const notes = (): unknown => opened.database.prepare('SELECT id FROM note ORDER BY id').pluck().all();

test('what is written here and there holds in the order it was asked for', async () => {
  const seen: unknown[] = [];
  const look = () => writer.write(() => seen.push(notes()));
  await Promise.all([look(), writer.send(() => [note(1)]), look(), writer.send(() => [note(2)]), look()]);
  expect(seen).toEqual([[], [1], [1, 2]]);
});

test('of a write in the thread that is refused nothing holds, and all of its neighbours', async () => {
  const writes = [
    writer.send(() => [note(1)]),
    writer.send(() => [note(2), note(1)]),
    writer.send(() => [note(3)]),
  ];
  const settled = await Promise.allSettled(writes);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(notes()).toEqual([1, 3]);
});

test('of more writes than are sent at once, those that are refused are told so, and no others', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => index);
  const isTaken = (id: number): boolean => id % 20 === 19;
  const settled = await Promise.allSettled(ids.map((id) => writer.send(() => [note(isTaken(id) ? 0 : id)])));
  expect(settled.map(({ status }) => status === 'rejected')).toEqual(ids.map(isTaken));
  expect(notes()).toEqual(ids.filter((id) => !isTaken(id)));
});

test('it is drained when what waits here and there is on the disk', async () => {
  const writes = Array.from({ length: 40 }, (_, index) => writer.send(() => [note(index)]));
  const last = writer.write(() => notes());
  await writer.drained();
  expect(notes()).toHaveLength(40);
  await Promise.all(writes);
  expect(await last).toHaveLength(40);
});

test('it is not drained while something was asked for after that', async () => {
  void writer.write(() => undefined);
  const isDrained = writer.drained();
  void writer.send(() => [note(1)]).then(() => writer.send(() => [note(2)]));
  await isDrained;
  expect(notes()).toEqual([1, 2]);
});

test('who waits for a thread that ended is told so, and the next write goes well', async () => {
  const cut = thread.commit([[note(2)]]);
  await Promise.all([thread.close(), expect(cut).rejects.toMatchObject({ code: 'STORAGE_FAILED' })]);
  await writer.send(() => [note(3)]);
  expect(notes()).toContain(3);
});

test('a database of the first form keeps its conversations and events', () => {
  const path = join(folder, 'old.sqlite');
  const old = openConnection(path, (database) => migrate(database, 1));
  old.exec(`
    INSERT INTO conversation VALUES ('c', 'p', 'production', 1, 1, 'ann', 'Ann', 'open', 'none', 1, 2, 3, 1, 0, 1, '{}');
    INSERT INTO event VALUES ('c', 1, 2, '[]')`);
  old.close();
  const now = openConnection(path, migrate);
  expect(now.prepare('SELECT id, due_at, state FROM conversation').all()).toEqual([
    { id: 'c', due_at: 3, state: '{}' },
  ]);
  expect(now.prepare('SELECT * FROM event').all()).toEqual([
    { conversation_id: 'c', first_seq: 1, at: 2, events: '[]' },
  ]);
  expect(now.pragma('user_version', { simple: true })).toBe(2);
  now.close();
});

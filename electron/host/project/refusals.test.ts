import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { edit, newProjectFile, open, putStep, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { migrations } from './migrations/index.ts';
import { openProject } from './open-project.ts';
import { storageError } from './storage-error.ts';

/** A project of a few dozen pages. */
function filledProjectFile(): string {
  const path = newProjectFile();
  const project = open(path);
  edit(project, {
    patches: Array.from({ length: 100 }, (_, n) => putStep(`s${n}`, { content: 'x'.repeat(900) })),
  });
  project.close();
  return path;
}

const withBytes = (path: string, change: (bytes: Buffer) => void): void => {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
};

const withDatabase = (path: string, sql: string): void => {
  const database = new Database(path);
  database.exec(sql);
  database.close();
};

test.each<[string, (path: string) => void]>([
  ['a text file', (path) => writeFileSync(path, 'Dear diary, '.repeat(1000))],
  ['an empty file', (path) => truncateSync(path, 0)],
  ['a file cut short', (path) => truncateSync(path, 20_000)],
  ['a file cut inside its header', (path) => truncateSync(path, 50)],
  ['a database of another program', (path) => withDatabase(path, 'PRAGMA application_id = 7')],
  ['a page of noise', (path) => withBytes(path, (bytes) => bytes.fill(0xa5, 8192, 12_288))],
  ['a header of noise', (path) => withBytes(path, (bytes) => bytes.fill(0xa5, 0, 100))],
  ['an entity that is not JSON', (path) => withDatabase(path, `UPDATE assistant SET data = '{'`)],
  [
    'an entity that does not fit the model',
    (path) => withDatabase(path, `UPDATE test_user SET data = '{"id":"x"}'`),
  ],
  ['a project without a workspace', (path) => withDatabase(path, 'DELETE FROM workspace')],
])('%s is refused as damaged and not touched', (_what, damage) => {
  const path = filledProjectFile();
  damage(path);
  const bytes = readFileSync(path);
  for (const readOnly of [false, true]) {
    expect(() => openProject(path, { readOnly })).toThrow(
      expect.objectContaining({ code: 'PROJECT_DAMAGED', message: expect.stringContaining('left as it is') }),
    );
  }
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(readdirSync(dirname(path))).toEqual(['Shop.dialogram']);
});

test('a project of a newer app is refused and not touched', () => {
  const path = newProjectFile();
  withDatabase(path, `PRAGMA user_version = ${migrations.length + 1}`);
  const bytes = readFileSync(path);
  for (const readOnly of [false, true]) {
    expect(() => openProject(path, { readOnly })).toThrow(
      expect.objectContaining({ code: 'PROJECT_FROM_NEWER_APP', message: expect.stringContaining('Update') }),
    );
  }
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('what is not there is not found, and nothing is made', () => {
  const folder = temporaryFolder();
  expect(() => openProject(join(folder, 'no', 'Shop.dialogram'))).toThrow(
    expect.objectContaining({ code: 'PROJECT_NOT_FOUND' }),
  );
  expect(() => openProject(join(folder, 'Shop.dialogram'), { readOnly: true })).toThrow(
    expect.objectContaining({ code: 'PROJECT_NOT_FOUND' }),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder is not a project', () => {
  const path = join(temporaryFolder(), 'Shop.dialogram');
  mkdirSync(path);
  expect(() => openProject(path)).toThrow(expect.objectContaining({ code: 'PROJECT_DAMAGED' }));
});

test('a full disk is said in words', () => {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE filler (data TEXT)');
  database.pragma('max_page_count = 10');
  const failure: unknown = thrownBy(() =>
    database.prepare('INSERT INTO filler VALUES (?)').run('x'.repeat(100_000)),
  );
  expect(storageError(failure, '"Move step" could not be saved')).toMatchObject({
    code: 'STORAGE_FAILED',
    blame: 'environment',
    message: '"Move step" could not be saved: the disk is full. Free some space and try again.',
  });
  database.close();
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  edit,
  newProjectFile,
  open,
  putStep,
  remove,
  temporaryFolder,
} from '#tests/helpers/project-folder.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { runMigrations, versionOf } from './migrate.ts';
import { applicationId, openProject } from './open-project.ts';

const version = migrations.length;

/** Two migrations of a later version: every step becomes a note, then the project is renamed. */
const later: readonly Migration[] = [
  ...migrations,
  {
    name: 'notes',
    up: (database) => database.exec(`UPDATE step SET data = json_set(data, '$.kind', 'note')`),
  },
  {
    name: 'rename',
    up: (database) => database.exec(`UPDATE workspace SET data = json_set(data, '$.name', 'Renamed')`),
  },
];

const failing = (up: Migration['up']): readonly Migration[] => [
  ...later.slice(0, -1),
  { name: 'failing', up },
];

test('each migration raises the version by one and leaves sound references', () => {
  const database = new Database(':memory:');
  for (let count = 1; count <= migrations.length; count += 1) {
    runMigrations(database, migrations.slice(0, count));
    expect(versionOf(database)).toBe(count);
    expect(database.pragma('foreign_key_check')).toEqual([]);
  }
  database.close();
});

test('every migration file is in the list, in order', () => {
  const files = readdirSync(new URL('migrations', import.meta.url)).filter((name) => /^\d{3}-/.test(name));
  expect(files.toSorted()).toEqual(
    migrations.map(({ name }, index) => `${String(index + 1).padStart(3, '0')}-${name}.ts`),
  );
});

test('version 1 keeps what is queried in columns, and refuses what does not fit together', () => {
  const path = newProjectFile();
  const project = open(path);
  edit(project, {
    patches: [
      putStep('a'),
      {
        collection: 'edges',
        id: 'e',
        value: { id: 'e', from: { stepId: 'a', port: 'next' }, to: 'started' },
      },
    ],
  });
  project.close();
  const database = new Database(path);
  expect(database.prepare('SELECT id, workflow_id, kind FROM step WHERE kind = ?').all('reply')).toEqual([
    { id: 'a', workflow_id: 'main', kind: 'reply' },
  ]);
  expect(database.prepare('SELECT from_step, from_port, to_step FROM edge').all()).toEqual([
    { from_step: 'a', from_port: 'next', to_step: 'started' },
  ]);
  expect(() => database.exec(`DELETE FROM workflow`)).toThrow(/FOREIGN KEY/);
  const second = `INSERT INTO edge (id, data) SELECT 'f', data FROM edge`;
  expect(() => database.exec(second)).toThrow(/UNIQUE/);
  database.close();
});

test('an older file is copied beside itself, brought up to date, and keeps its history', () => {
  const path = newProjectFile();
  const older = open(path);
  edit(older, { label: 'Add', patches: [putStep('a', { content: 'kept' })] });
  older.close();

  const project = open(path, { migrations: later });
  expect(project.document().workspace.name).toBe('Renamed');
  expect(project.document().steps).toMatchObject([
    { kind: 'note' },
    { kind: 'note', settings: { content: 'kept' } },
  ]);
  expect(project.view().undoLabel).toBe('Add');
  project.close();

  const backup = `${path}.backup-v${version}`;
  expect(open(backup).document().workspace.name).toBe('Shop');
  open(path, { migrations: later });
  expect(existsSync(`${backup}-2`)).toBe(false);
});

test('an earlier backup is not replaced', () => {
  const path = newProjectFile();
  openProject(path, { migrations: later }).close();
  const database = new Database(path);
  database.pragma(`user_version = ${version}`);
  database.close();
  openProject(path, { migrations: later }).close();
  expect(existsSync(`${path}.backup-v${version}-2`)).toBe(true);
});

test.each<[string, Migration['up']]>([
  [
    'throws half-way',
    (database) => {
      database.exec('DELETE FROM step');
      throw new Error('a planted failure');
    },
  ],
  ['leaves references that lead nowhere', (database) => database.exec('DELETE FROM workflow')],
])('a migration that %s leaves the file as it was, and names the backup', (_what, up) => {
  const path = newProjectFile();
  const before = open(path, { readOnly: true }).document();
  const backup = `${path}.backup-v${version}`;
  expect(() => openProject(path, { migrations: failing(up) })).toThrow(
    expect.objectContaining({ code: 'PROJECT_MIGRATION_FAILED', message: expect.stringContaining(backup) }),
  );
  // The migration before the failing one had been committed; it is gone too.
  expect(open(path).document()).toEqual(before);
  expect(readdirSync(dirname(path)).toSorted()).toEqual([
    'Shop.dialogram',
    'Shop.dialogram-shm',
    'Shop.dialogram-wal',
    `Shop.dialogram.backup-v${version}`,
    'Shop.dialogram.lock',
    'Shop.dialogram.lock-journal',
  ]);
});

test('reading an older file shows it up to date and leaves it old', () => {
  const path = newProjectFile();
  const bytes = readFileSync(path);
  expect(open(path, { readOnly: true, migrations: later }).document().workspace.name).toBe('Renamed');
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(readdirSync(dirname(path))).toEqual(['Shop.dialogram']);
});

test('an older file beside its editor can be read, log and all', () => {
  const path = newProjectFile();
  const writer = open(path);
  edit(writer, { patches: [putStep('a')] });
  expect(open(path, { readOnly: true, migrations: later }).document().steps).toHaveLength(2);
});

test('version 2 gives a file of version 1 a place for named versions, and leaves the rest as it was', () => {
  const path = join(temporaryFolder(), 'Old.dialogram');
  const old = new Database(path);
  old.pragma(`application_id = ${applicationId}`);
  runMigrations(old, migrations.slice(0, 1));
  old.exec(`
    INSERT INTO assistant (id, data) VALUES ('bot', '{"id":"bot","name":"Bot"}');
    INSERT INTO workflow (id, data) VALUES ('main', '{"id":"main","name":"Main"}');
    INSERT INTO workspace (id, data) VALUES
      ('ws', '{"id":"ws","name":"Old","mainWorkflowId":"main","primaryAssistantId":"bot"}');
    INSERT INTO change (rev, at, label, forward, backward) VALUES (1, 5, 'Rename', '[]', '[]');
    UPDATE meta SET rev = 1;
  `);
  old.close();

  const project = open(path);
  expect(project.document().workspace.name).toBe('Old');
  expect(project.history(10)).toEqual([{ rev: 1, label: 'Rename', at: 5, isUndone: false }]);
  expect(project.versions()).toEqual([]);
  expect(project.saveVersion('First', 'now').name).toBe('First');
  expect(existsSync(`${path}.backup-v1`)).toBe(true);
});

test('version 3 gives a file of version 2 a place for notes and frames, which go no later than their workflow', () => {
  const path = join(temporaryFolder(), 'Old.dialogram');
  const old = new Database(path);
  old.pragma(`application_id = ${applicationId}`);
  runMigrations(old, migrations.slice(0, 2));
  old.exec(`
    INSERT INTO assistant (id, data) VALUES ('bot', '{"id":"bot","name":"Bot"}');
    INSERT INTO workflow (id, data) VALUES ('main', '{"id":"main","name":"Main"}'), ('side', '{"id":"side","name":"Side"}');
    INSERT INTO workspace (id, data) VALUES
      ('ws', '{"id":"ws","name":"Old","mainWorkflowId":"main","primaryAssistantId":"bot"}');
  `);
  old.close();

  const project = open(path);
  expect(project.document()).toMatchObject({ notes: [], frames: [] });
  const place = { workflowId: 'side', position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };
  const note = { id: 'n', ...place, text: 'One\nTwo', color: 'yellow' };
  const frame = { id: 'f', ...place, name: 'Billing', color: 'blue', collapsed: ['n'] };
  edit(project, {
    patches: [
      { collection: 'notes', id: 'n', value: note },
      { collection: 'frames', id: 'f', value: frame },
    ],
  });
  expect(() => edit(project, { patches: [remove('workflows', 'side')] })).toThrow(/notes\.n/);
  edit(project, { patches: [remove('notes', 'n'), remove('frames', 'f'), remove('workflows', 'side')] });
  project.undo(project.rev);
  expect(project.document()).toMatchObject({ notes: [note], frames: [frame] });
});

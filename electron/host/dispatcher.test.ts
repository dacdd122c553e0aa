import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { parseBundle } from '#shared/bundle/parse-bundle.ts';
import { newProjectFile, open, putStep, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { connectWindow, type TestWindow } from '#tests/helpers/test-window.ts';
import { createHost } from './dispatcher.ts';
import type { Host } from './host.ts';

let host: Host;
let home: string;

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('DIALOGRAM_HOME', home);
  host = createHost({ shell: 'browser' });
  onTestFinished(async () => {
    await host.close();
    vi.unstubAllEnvs();
  });
});

const connect = (): TestWindow => connectWindow((send) => host.connect(send));

const anEdit = (editId: string, baseRev: number, id = editId) => ({
  editId,
  baseRev,
  label: 'Add step',
  patches: [putStep(id)],
});

test('a project is created, edited, exported, undone, closed and listed', async () => {
  const window = connect();
  expect(await window.ask('app.info', {})).toMatchObject({
    shell: 'browser',
    projectsFolder: join(home, 'projects'),
  });
  const { path } = await window.ask('project.create', { name: 'Shop' });
  expect(path).toBe(join(home, 'projects', 'Shop.dialogram'));
  expect(await window.ask('project.edit', anEdit('e1', 0))).toMatchObject({ status: 'applied', rev: 1 });

  const file = join(home, 'shop.json');
  const { bundle } = await window.ask('project.export', { path: file });
  expect(parseBundle(bundle).steps).toHaveLength(2);
  expect(readFileSync(file, 'utf8')).toBe(bundle);

  expect(await window.ask('project.undo', { baseRev: 1 })).toMatchObject({ rev: 2, redoLabel: 'Add step' });
  await window.ask('project.close', {});
  await expect(window.ask('project.edit', anEdit('e2', 2))).rejects.toMatchObject({
    code: 'PROJECT_NOT_OPEN',
  });
  expect(await window.ask('projects.list', {})).toMatchObject({ projects: [{ path, name: 'Shop' }] });
  expect(await window.ask('project.open', { path })).toMatchObject({ rev: 2, redoLabel: 'Add step' });
});

test('edits sent without waiting are applied in order of arrival', async () => {
  const window = connect();
  await window.ask('project.open', { path: newProjectFile() });
  const ids = Array.from({ length: 50 }, (_, n) => window.send('project.edit', anEdit(`e${n}`, n)));
  const answers = await Promise.all(ids.map((id) => window.answerTo(id)));
  expect(answers.map((frame) => frame.type === 'answer' && frame.payload)).toEqual(
    answers.map((_, n) => expect.objectContaining({ status: 'applied', rev: n + 1 })),
  );
});

test('a second window may look while the first edits, sees its changes, and edits when it opens the project after', async () => {
  const path = newProjectFile();
  const [first, second] = [connect(), connect()];
  expect((await first.ask('project.open', { path })).readOnly).toBeNull();
  expect((await second.ask('project.open', { path })).readOnly).toMatch(/edited in another window/);

  await first.ask('project.edit', anEdit('e1', 0, 'a'));
  await first.ask('project.undo', { baseRev: 1 });
  expect(second.frames.filter(({ type }) => type === 'notice')).toEqual([
    {
      type: 'notice',
      name: 'project.changed',
      payload: { rev: 1, patches: [expect.objectContaining({ collection: 'steps', id: 'a' })], order: {} },
    },
    {
      type: 'notice',
      name: 'project.changed',
      payload: { rev: 2, patches: [{ collection: 'steps', id: 'a', value: null }], order: {} },
    },
  ]);
  expect(first.frames.filter(({ type }) => type === 'notice')).toEqual([]);
  await expect(second.ask('project.edit', anEdit('e2', 2))).rejects.toMatchObject({
    code: 'PROJECT_READ_ONLY',
  });

  first.connection.close();
  await expect(second.ask('project.edit', anEdit('e3', 2))).rejects.toMatchObject({
    code: 'PROJECT_READ_ONLY',
  });
  expect(await second.ask('project.open', { path })).toMatchObject({ readOnly: null, rev: 2 });
  expect(await second.ask('project.edit', anEdit('e4', 2))).toMatchObject({ status: 'applied' });
});

test('a window that opens its own project again keeps editing it', async () => {
  const path = newProjectFile();
  const window = connect();
  await window.ask('project.open', { path });
  expect(await window.ask('project.open', { path })).toMatchObject({ readOnly: null });
  expect(await window.ask('project.edit', anEdit('e1', 0))).toMatchObject({ status: 'applied' });
});

test('the project that is open stays open when another cannot be opened', async () => {
  const window = connect();
  await window.ask('project.open', { path: newProjectFile() });
  await expect(window.ask('project.open', { path: join(home, 'gone.dialogram') })).rejects.toMatchObject({
    code: 'PROJECT_NOT_FOUND',
  });
  expect(await window.ask('project.edit', anEdit('e1', 0))).toMatchObject({ status: 'applied' });
});

test('a project that another holder has locked is opened to look at', async () => {
  const path = newProjectFile();
  const holder = open(path);
  const window = connect();
  expect((await window.ask('project.open', { path })).readOnly).toMatch(/Close it there/);
  await expect(window.ask('project.undo', { baseRev: 0 })).rejects.toMatchObject({
    code: 'PROJECT_READ_ONLY',
  });
  holder.close();
  expect((await window.ask('project.open', { path })).readOnly).toBeNull();
});

test('every window is told when one changes the preferences', async () => {
  const [first, second] = [connect(), connect()];
  await first.ask('preferences.change', { colorScheme: 'dark' });
  expect(second.frames).toEqual([
    {
      type: 'notice',
      name: 'preferences.changed',
      payload: expect.objectContaining({ colorScheme: 'dark', opensPreview: true }),
    },
  ]);
});

test('closing the host lets go of every project', async () => {
  const path = newProjectFile();
  const window = connect();
  await window.ask('project.open', { path });
  await host.close();
  expect(open(path).readOnly).toBeNull();
});

test('unknown channels, wrong requests and relative paths are answered as failures', async () => {
  const window = connect();
  const failureOf = async (channel: string, payload: unknown) =>
    window.answerTo(window.send(channel, payload));
  const failure = (code: string) => ({ type: 'failure', error: { code } });
  for (const channel of ['project.steal', 'toString', '__proto__']) {
    expect(await failureOf(channel, {})).toMatchObject(failure('CHANNEL_UNKNOWN'));
  }
  expect(await failureOf('project.open', { path: 7 })).toMatchObject(failure('INVALID_INPUT'));
  expect(await failureOf('project.open', { path: 'Shop.dialogram' })).toMatchObject(failure('INVALID_INPUT'));
  expect(await failureOf('project.edit', anEdit('', 0))).toMatchObject(failure('INVALID_INPUT'));
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  const patches = [putStep('a', { deep })];
  expect(await failureOf('project.edit', { ...anEdit('e', 0), patches })).toMatchObject(
    failure('INVALID_INPUT'),
  );
});

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { writeBundle } from '#shared/bundle/write-bundle.ts';
import { stepIdSchema } from '#shared/model/ids.ts';
import { open, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { createProjects, fileNameFor } from './projects.ts';

function setUp() {
  const home = temporaryFolder();
  const folders = { data: join(home, 'data'), projects: join(home, 'projects') };
  const presets = join(home, 'presets');
  mkdirSync(presets);
  writeFileSync(join(presets, 'hello.dialogram.json'), writeBundle(emptyProject('Hello', 'ws_preset')));
  return { folders, projects: createProjects(folders, presets) };
}

const workspaceOf = (path: string) => open(path, { readOnly: true }).document().workspace;

test('new projects get free file names in the projects folder, and workspaces of their own', () => {
  const { folders, projects } = setUp();
  const first = projects.create({ name: 'My Shop' });
  const second = projects.create({ name: 'My Shop' });
  expect([first, second]).toEqual([
    join(folders.projects, 'My Shop.dialogram'),
    join(folders.projects, 'My Shop 2.dialogram'),
  ]);
  expect(workspaceOf(first).name).toBe('My Shop');
  expect(workspaceOf(first).id).not.toBe(workspaceOf(second).id);
});

test('a project made from a preset is one of its own, under the name given', () => {
  const { projects } = setUp();
  const workspace = workspaceOf(projects.create({ name: 'Mine', from: { preset: 'hello' } }));
  expect(workspace.name).toBe('Mine');
  expect(workspace.id).not.toBe('ws_preset');
  for (const preset of ['nope', '../hello', '']) {
    expect(() => projects.create({ name: 'Mine', from: { preset } })).toThrow(/no preset/);
  }
});

test('a project made from a bundle stays the same project', () => {
  const { projects } = setUp();
  const bundle = writeBundle(emptyProject('Shop', 'ws_shop'));
  expect(workspaceOf(projects.create({ name: 'Shop', from: { bundle } })).id).toBe('ws_shop');
  expect(() => projects.create({ name: 'Shop', from: { bundle: '{}' } })).toThrow(
    expect.objectContaining({ code: 'BUNDLE_INVALID' }),
  );
});

test('a path that is taken is refused', () => {
  const { folders, projects } = setUp();
  const path = join(folders.data, '..', 'elsewhere.dialogram');
  expect(projects.create({ name: 'Shop', path })).toBe(path);
  expect(() => projects.create({ name: 'Shop', path })).toThrow(
    expect.objectContaining({ code: 'PROJECT_EXISTS' }),
  );
});

test('the list has what was opened, the latest first, then what else lies in the projects folder', () => {
  const { projects } = setUp();
  const paths = ['One', 'Two', 'Three'].map((name) => projects.create({ name }));
  const [one = '', two = ''] = paths;
  projects.note(one, emptyProject('First', 'ws'));
  projects.note(two, emptyProject('Second', 'ws'));
  projects.note(one, emptyProject('First', 'ws'));
  const listed = () =>
    projects.list().map(({ name, openedAt, isMissing }) => `${name} ${openedAt !== null} ${isMissing}`);
  expect(listed()).toEqual(['First true false', 'Second true false', 'Three false false']);
  rmSync(two);
  expect(listed()).toEqual(['First true false', 'Second true true', 'Three false false']);
});

test('what is taken off the list stays away until it is opened again, and its file stays', () => {
  const { projects } = setUp();
  const [one = '', two = ''] = ['One', 'Two'].map((name) => projects.create({ name }));
  projects.note(one, emptyProject('First', 'ws'));
  projects.forget(one);
  projects.forget(two);
  expect(projects.list()).toEqual([]);
  expect(workspaceOf(one).name).toBe('One');
  projects.note(one, emptyProject('First', 'ws'));
  expect(projects.list()).toMatchObject([{ path: one, name: 'First' }]);
});

test('the list shows a project in miniature', () => {
  const { projects } = setUp();
  const document = emptyProject('Shop', 'ws');
  const [started] = document.steps;
  if (started === undefined) throw new Error('An empty project begins with a step.');
  const steps = Array.from({ length: 500 }, (_, count) => ({
    ...started,
    id: stepIdSchema.parse(`s${count}`),
    position: { x: count * 100, y: count },
  }));
  projects.note('/shop.dialogram', { ...document, steps });
  const [listed] = projects.list();
  expect(listed?.sketch).toMatchObject({ stepCount: 500, edges: [] });
  expect(listed?.sketch?.steps).toHaveLength(60);
  expect(listed?.sketch?.steps[0]).toEqual({ x: 0, y: 0, group: 'trigger' });
  expect(listed?.sketch?.steps.at(-1)).toEqual({ x: 1000, y: 10, group: 'trigger' });
});

test('a project file given as bytes is kept under a free name; what is none is refused and leaves nothing', () => {
  const { folders, projects } = setUp();
  const path = projects.create({ name: 'Shop' });
  const received = projects.receive('Shop.dialogram', readFileSync(path));
  expect(received).toBe(join(folders.projects, 'Shop 2.dialogram'));
  expect(workspaceOf(received).name).toBe('Shop');
  expect(() => projects.receive('Letter.dialogram', Buffer.from('Dear all'))).toThrow(
    /^"Letter.dialogram" .*damaged/,
  );
  expect(readdirSync(folders.projects).toSorted()).toEqual(['Shop 2.dialogram', 'Shop.dialogram']);
});

test('a list that cannot be understood begins anew', () => {
  const { folders, projects } = setUp();
  mkdirSync(folders.data);
  writeFileSync(join(folders.data, 'recent-projects.json'), '{"projects":');
  expect(projects.list()).toEqual([]);
  projects.note(projects.create({ name: 'One' }), emptyProject('One', 'ws'));
  expect(projects.list()).toHaveLength(1);
});

test.each([
  ['../../etc/passwd', 'etc passwd'],
  ['C:\\Windows\\x', 'C Windows x'],
  ['  ..hidden. ', 'hidden'],
  ['CON', 'CON project'],
  ['nul.txt', 'nul.txt project'],
  ['a\u0000b\u202Ec\n', 'a b c'],
  ['Café 東京 🛍️', 'Café 東京 🛍️'],
  ['///', 'Project'],
])('the name %j becomes the file name %j', (name, file) => {
  expect(fileNameFor(name)).toBe(file);
});

test('whatever the name, its file lies in the folder and can be made', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (name) => {
      const file = fileNameFor(name);
      expect(basename(file)).toBe(file);
      expect(Buffer.byteLength(file)).toBeLessThan(240);
      expect(file).toMatch(/^[^. ].*[^. ]$|^[^. ]$/su);
    }),
  );
});

import { readdirSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { parseBundle } from '#shared/bundle/parse-bundle.ts';
import { writeBundle } from '#shared/bundle/write-bundle.ts';
import { open, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { createProject } from './create-project.ts';

const document = emptyProject('Shop', 'ws_shop');

test('a new project is open for editing and holds what it was made of', () => {
  const path = join(temporaryFolder(), 'Shop.dialogram');
  const project = createProject(path, document);
  expect(project.view()).toEqual({
    path: project.path,
    rev: 0,
    document,
    readOnly: null,
    undoLabel: null,
    redoLabel: null,
  });
  project.close();
  expect(open(path).document()).toEqual(document);
});

test('a bundle that went through a project file is the same text', () => {
  const path = join(temporaryFolder(), 'Shop.dialogram');
  const bundle = writeBundle(document);
  const project = createProject(path, parseBundle(bundle));
  expect(writeBundle(project.document())).toBe(bundle);
  project.close();
  expect(writeBundle(open(path, { readOnly: true }).document())).toBe(bundle);
});

test('a file that is there is not replaced', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'Shop.dialogram');
  writeFileSync(path, 'mine');
  expect(() => createProject(path, document)).toThrow(expect.objectContaining({ code: 'PROJECT_EXISTS' }));
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual(['Shop.dialogram']);
});

test('a folder that is missing is named', () => {
  const folder = join(temporaryFolder(), 'gone');
  expect(() => createProject(join(folder, 'Shop.dialogram'), document)).toThrow(
    expect.objectContaining({ code: 'STORAGE_FAILED', message: expect.stringContaining(folder) }),
  );
});

test('a document that does not hold together makes no file', () => {
  const folder = temporaryFolder();
  expect(() => createProject(join(folder, 'Shop.dialogram'), { ...document, workflows: [] })).toThrow(
    expect.objectContaining({ code: 'EDIT_INVALID' }),
  );
  expect(readdirSync(folder)).toEqual([]);
});

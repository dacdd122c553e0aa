import { readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { runModule } from '#tests/helpers/node-process.ts';
import { edit, newProjectFile, open, putStep } from '#tests/helpers/project-folder.ts';
import { openProject } from './open-project.ts';

/** Opens the project, says how that went, and stays. */
const holder = `
  import { openProject } from '#host/project/open-project.ts';
  try {
    const project = openProject(process.argv[1]);
    console.log('editing');
    setInterval(() => project.rev, 1000);
  } catch (error) {
    console.log(error.code);
  }`;

const codeOf = (action: () => unknown): string => {
  try {
    action();
    return 'none';
  } catch (error) {
    return AppError.from(error).code;
  }
};

test('a project that another process edits can be read but not edited, until that process ends in whatever way', async () => {
  const path = newProjectFile();
  const other = runModule(holder, [path]);
  expect(await other.nextLine()).toBe('editing');

  expect(codeOf(() => openProject(path))).toBe('PROJECT_LOCKED');
  expect(codeOf(() => openProject(path))).toBe('PROJECT_LOCKED');
  const reader = open(path, { readOnly: true });
  expect(reader.document().workspace.name).toBe('Shop');
  expect(() => edit(reader, { patches: [putStep('a')] })).toThrow(
    expect.objectContaining({ code: 'PROJECT_READ_ONLY' }),
  );

  await other.kill();
  expect(edit(open(path), { patches: [putStep('a')] }).status).toBe('applied');
});

test('another process is refused while this one edits, and let in after', async () => {
  const path = newProjectFile();
  const project = open(path);
  expect(codeOf(() => openProject(path))).toBe('PROJECT_LOCKED');
  expect(await runModule(holder, [path]).nextLine()).toBe('PROJECT_LOCKED');
  project.close();
  expect(await runModule(holder, [path]).nextLine()).toBe('editing');
});

test('of many processes that want a project at once, one at a time gets it', async () => {
  const path = newProjectFile();
  const taker = `
    import { openProject } from '#host/project/open-project.ts';
    import { writeSync } from 'node:fs';
    for (let got = 0; got < 30; ) {
      try {
        const project = openProject(process.argv[1]);
        writeSync(1, 'take\\n');
        writeSync(1, 'give\\n');
        project.close();
        got += 1;
      } catch (error) {
        if (error.code !== 'PROJECT_LOCKED') throw error;
      }
    }`;
  // Both write into one pipe, so the lines stand in the order in which things happened.
  const both = `
    import { spawn } from 'node:child_process';
    const args = ['--input-type=module', '--eval', process.argv[2], process.argv[1]];
    for (let n = 0; n < 2; n += 1) spawn(process.execPath, args, { stdio: 'inherit' });`;
  const pair = runModule(both, [path, taker]);
  for (let taken = 0; taken < 60; taken += 1) {
    expect([await pair.nextLine(), await pair.nextLine()]).toEqual(['take', 'give']);
  }
});

test('a lock file that was left behind means nothing', () => {
  const path = newProjectFile();
  writeFileSync(`${path}.lock`, '');
  expect(open(path).readOnly).toBeNull();
});

test('a closed project is a single file', () => {
  const path = newProjectFile();
  const project = openProject(path);
  edit(project, { patches: [putStep('a')] });
  project.close();
  project.close();
  expect(readdirSync(dirname(path))).toEqual(['Shop.dialogram']);
});

test('reading a project beside its editor shows what was saved and leaves the editor alone', () => {
  const path = newProjectFile();
  const writer = open(path);
  edit(writer, { label: 'Add', patches: [putStep('a')] });
  const reader = open(path, { readOnly: true });
  expect(reader.view()).toMatchObject({
    rev: 1,
    undoLabel: 'Add',
    readOnly: expect.stringContaining('reading'),
  });
  expect(reader.history(5)).toEqual(writer.history(5));
  expect(edit(writer, { patches: [putStep('b')] }).status).toBe('applied');
  reader.close();
  expect(writer.undo(2).status).toBe('applied');
});

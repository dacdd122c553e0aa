// Knowledge on the command line: imported, searched and cited by the same code as in the app.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProject } from '#host/project/create-project.ts';
import { open, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { call, linesOf } from './command-line.testing.ts';

test('a folder with a damaged file is imported, and a conversation answers from it and cites it', async () => {
  const folder = temporaryFolder();
  const help = join(folder, 'help');
  mkdirSync(join(help, '.hidden'), { recursive: true });
  writeFileSync(join(help, 'refunds.md'), '# Refunds\n\nYou get a refund within 14 days.');
  writeFileSync(join(help, 'broken.pdf'), '%PDF-1.4');
  writeFileSync(join(help, '.hidden', 'x.md'), 'Hidden.');
  const project = join(folder, 'Shop.dialogram');
  createProject(
    project,
    sketchProject({
      steps: [
        ['m', 'message-received'],
        ['s', 'search'],
        ['p', 'prompt'],
        ['r', 'reply'],
        ['n', 'reply', { content: 'Nothing.' }],
      ],
      edges: ['m.next > s', 's.found > p', 's.nothing > n', 'p.answer > r'],
    }),
  ).close();

  const { exitCode, out } = await call('import-knowledge', project, help);
  expect(exitCode).toBe(1);
  expect(linesOf(out)).toEqual([expect.stringMatching(/^failed\thelp\/broken\.pdf\t/u), 'added\trefunds.md']);
  expect(open(project).view().undoLabel).toBe('Import a source');

  const say = ['--say=How long does a refund take?', '--say=xylophone', '--json'];
  const events = linesOf((await call('run', project, ...say)).out).map((line): unknown => JSON.parse(line));
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'search.found',
      results: [expect.objectContaining({ title: 'Refunds' })],
    }),
  );
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'reply',
      content: expect.stringContaining('14 days'),
      citations: [expect.objectContaining({ number: 1, title: 'Refunds', sourceName: 'refunds.md' })],
    }),
  );
  expect(events).toContainEqual(expect.objectContaining({ type: 'reply', content: 'Nothing.' }));
});

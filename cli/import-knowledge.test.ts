// Knowledge on the command line: imported, searched and cited by the same code as in the app.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProject } from '#host/project/create-project.ts';
import { open, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { call, linesOf } from './command-line.testing.ts';

/** Answers what is found, with the words "Nothing." where nothing is. */
const answering = () =>
  sketchProject({
    steps: [
      ['m', 'message-received'],
      ['s', 'search'],
      ['p', 'prompt'],
      ['r', 'reply'],
      ['n', 'reply', { content: 'Nothing.' }],
    ],
    edges: ['m.next > s', 's.found > p', 's.nothing > n', 'p.answer > r'],
  });

test('a folder with a damaged file is imported, and a conversation answers from it and cites it', async () => {
  const folder = temporaryFolder();
  const help = join(folder, 'help');
  mkdirSync(join(help, '.hidden'), { recursive: true });
  writeFileSync(join(help, 'refunds.md'), '# Refunds\n\nYou get a refund within 14 days.');
  writeFileSync(join(help, 'broken.pdf'), '%PDF-1.4');
  writeFileSync(join(help, '.hidden', 'x.md'), 'Hidden.');
  const project = join(folder, 'Shop.dialogram');
  createProject(project, answering()).close();

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

/** None of the files is there yet. */
function placesForBundle() {
  const folder = temporaryFolder();
  return {
    folder,
    project: join(folder, 'Shop.dialogram'),
    bundle: join(folder, 'Shop.json'),
    copy: join(folder, 'Copy.dialogram'),
    page: join(folder, 'refunds.md'),
  };
}

test('a bundle holds what its sources say: it is searched as it is, and after it was imported', async () => {
  const { folder, project, bundle, copy, page } = placesForBundle();
  const questions = join(folder, 'questions.csv');
  writeFileSync(page, '# Refunds\n\n## How long\n\nYou get a refund within 14 days.');
  writeFileSync(questions, 'question,answer\nDo you sell gift cards?,"Gift cards cost from 10 euros."\n');
  createProject(project, answering()).close();
  await call('import-knowledge', project, page, questions);

  expect(await call('export', project, bundle)).toEqual({ exitCode: 0, out: '', complaint: '' });
  expect(await call('import', bundle, copy)).toEqual({ exitCode: 0, out: '', complaint: '' });
  for (const file of [project, bundle, copy]) {
    const { out } = await call('run', file, '--say=Refund?', '--say=Gift cards?');
    expect(out).toContain('14 days');
    expect(out).toContain('from 10 euros');
  }
  const again = join(folder, 'again.json');
  await call('export', copy, again);
  expect(readFileSync(again, 'utf8')).toBe(readFileSync(bundle, 'utf8'));
});

test('a bundle whose knowledge was changed by hand says what it says now', async () => {
  const { project, bundle, copy, page } = placesForBundle();
  writeFileSync(page, '# Refunds\n\nYou get a refund within 14 days.');
  createProject(project, answering()).close();
  await call('import-knowledge', project, page);
  await call('export', project, bundle);
  writeFileSync(bundle, readFileSync(bundle, 'utf8').replace('14 days', '30 days'));
  await call('import', bundle, copy);
  for (const file of [bundle, copy]) {
    expect((await call('run', file, '--say=Refund?')).out).toContain('30 days');
  }
});

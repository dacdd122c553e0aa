import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { openDryRuns } from './dry-runs.ts';

const sent = { status: 201, text: '{"id":1}' };
const own = { status: 500, text: 'Oops' };

test('a project is dry until its author says otherwise, and stays as it was chosen', () => {
  const path = join(temporaryFolder(), 'data', 'dry-runs.json');
  const dryRuns = openDryRuns(path);
  expect(dryRuns.isLive('shop')).toBe(false);
  dryRuns.setLive('shop', true);
  expect([dryRuns.isLive('shop'), dryRuns.isLive('other')]).toEqual([true, false]);
  expect(openDryRuns(path).isLive('shop')).toBe(true);
  dryRuns.setLive('shop', false);
  expect(openDryRuns(path).isLive('shop')).toBe(false);
});

test('the author’s answer comes before what a server answered last, and both before nothing', () => {
  const path = join(temporaryFolder(), 'dry-runs.json');
  const dryRuns = openDryRuns(path);
  expect(dryRuns.answer('shop', 'POST a')).toBeUndefined();
  dryRuns.remember('shop', 'POST a', sent);
  expect(dryRuns.answer('shop', 'POST a')).toEqual({ answer: sent, source: 'server' });
  expect(dryRuns.answer('other', 'POST a')).toBeUndefined();
  dryRuns.save('shop', 'POST a', own);
  expect(dryRuns.answer('shop', 'POST a')).toEqual({ answer: own, source: 'author' });
  expect(openDryRuns(path).answer('shop', 'POST a')).toEqual({ answer: own, source: 'author' });
  dryRuns.save('shop', 'POST a', null);
  expect(dryRuns.answer('shop', 'POST a')).toEqual({ answer: sent, source: 'server' });
  expect(openDryRuns(path).answer('shop', 'POST a')).toBeUndefined();
});

test('there is an end to the answers that are kept', () => {
  const dryRuns = openDryRuns();
  for (let number = 0; number < 200; number += 1) dryRuns.save('shop', `POST ${number}`, own);
  expect(() => dryRuns.save('shop', 'POST more', own)).toThrow(/at most 200/u);
  dryRuns.save('shop', 'POST 7', sent);
  expect(dryRuns.answer('shop', 'POST 7')?.answer).toEqual(sent);
  for (let number = 0; number < 101; number += 1) dryRuns.remember('big', `POST ${number}`, sent);
  expect([dryRuns.answer('big', 'POST 0'), dryRuns.answer('big', 'POST 100')?.answer]).toEqual([
    undefined,
    sent,
  ]);
});

test.each(['{"projects":', '{"projects":{"shop":{"isLive":"yes"}}}', '[]'])(
  'a file that cannot be understood (%s) makes nothing live',
  (text) => {
    const path = join(temporaryFolder(), 'dry-runs.json');
    writeFileSync(path, text);
    expect(openDryRuns(path).isLive('shop')).toBe(false);
  },
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBundle } from '#shared/bundle/parse-bundle.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { indexProject } from '../state/project-index.ts';
import { tasksOf } from './checklist.ts';

const presetOf = (id: string): ProjectDocument =>
  readBundle(readFileSync(join(import.meta.dirname, `../../resources/presets/${id}.dialogram.json`), 'utf8'))
    .document;

const original = presetOf('support');
const nothing = { connectors: null, integrations: null };

function doneOf(change: Partial<ProjectDocument>, hasSecret = false): readonly string[] {
  const index = indexProject({ ...original, ...change });
  const connectors = new Map([['stripe', { hasSecret }]]);
  return tasksOf(index, original, { connectors, integrations: null })
    .filter(({ isDone }) => isDone)
    .map(({ id }) => id);
}

test('a preset as it comes has everything to be filled in', () => {
  expect(doneOf({})).toEqual([]);
  expect(tasksOf(indexProject(original), original, nothing).map(({ id }) => id)).toEqual([
    'name',
    'tone',
    'knowledge',
    'model',
    'connector-stripe',
  ]);
});

test('each task is done by what the project has now, and open again when it is taken back', () => {
  const { workspace, steps, knowledgeSources } = original;
  expect(doneOf({ workspace: { ...workspace, name: 'Acme' } })).toEqual(['name']);
  expect(doneOf({ workspace: { ...workspace, defaultModel: 'openai/gpt' } })).toEqual(['model']);
  expect(
    doneOf({
      steps: steps.map((step) =>
        step.id === 'decide'
          ? { ...step, settings: { ...step.settings, preamble: 'You are grumpy.' } }
          : step,
      ),
    }),
  ).toEqual(['tone']);
  const [first] = knowledgeSources;
  if (first === undefined) throw new Error('The preset has no knowledge.');
  expect(
    doneOf({
      knowledgeSources: [...knowledgeSources, { ...first, id: 'mine', contentHash: 'a'.repeat(64) }],
    }),
  ).toEqual(['knowledge']);
  expect(doneOf({}, true)).toEqual(['connector-stripe']);
  expect(doneOf({ connectors: [] })).toEqual(['connector-stripe']);
});

test('a preset that acts on the demo services has them started', () => {
  const shop = presetOf('order-status');
  const started = { connectors: null, integrations: new Map([['demo', { hasSecret: true }]]) };
  const isStarted = (known: Parameters<typeof tasksOf>[2]) =>
    tasksOf(indexProject(shop), shop, known).find(({ id }) => id === 'integration-demo')?.isDone;
  expect([isStarted(nothing), isStarted(started)]).toEqual([false, true]);
});

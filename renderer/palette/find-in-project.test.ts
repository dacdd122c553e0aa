import { expect, test } from 'vitest';
import { indexProject } from '../state/project-index.ts';
import { aProject, step } from '../state/project.testing.ts';
import { findInProject } from './find-in-project.ts';

const index = indexProject(
  aProject(
    [
      {
        ...step('a'),
        name: 'Greeting',
        settings: { content: 'Hello {{user.name}},\nwhich plan do you have?' },
      },
      step('b', 'choice', { content: 'Pick', options: [{ id: 'o', label: 'Pro plan', value: 'pro' }] }),
      step('c', 'branch', {
        cases: [
          {
            id: 'k',
            name: '',
            condition: { combinator: 'and', rules: [{ field: 'args.tier', operator: 'is', value: 'gold' }] },
          },
        ],
      }),
    ],
    [],
  ),
);
const fieldsOf = (query: string) => findInProject(index, query).map(({ stepId, field }) => [stepId, field]);

test('a text is found in any field, and the match is cut out of its line', () => {
  expect(fieldsOf('PLAN')).toEqual([
    ['a', 'content'],
    ['b', 'options.0.label'],
  ]);
  expect(findInProject(index, 'plan')[0]?.snippet).toEqual({
    before: 'Hello {{user.name}}, which ',
    match: 'plan',
    after: ' do you have?',
  });
});

test('variables are found in texts and in conditions', () => {
  expect(fieldsOf('user.name')).toEqual([['a', 'content']]);
  expect(fieldsOf('args.tier')).toEqual([['c', 'cases.0.condition']]);
});

test('names of steps come before texts', () => {
  expect(fieldsOf('greeting')).toEqual([['a', null]]);
});

test('nothing is found for no words', () => {
  expect(findInProject(index, '  ')).toEqual([]);
});

import { expect, test } from 'vitest';
import { actionSchema } from '#shared/model/entities/action.ts';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { openDryRuns } from '../preview/dry-runs.ts';
import { OutsideRequests } from '../preview/outside-requests.ts';
import { tryAction } from './try-action.ts';

const people = [
  testUserSchema.parse({ id: 'jane', name: 'Jane', identity: 'verified', externalId: '7' }),
  testUserSchema.parse({ id: 'guest', name: 'Guest', identity: 'anonymous' }),
];

async function tried(change: object, inputs: Record<string, string> = { price: '20' }, testUserId = 'jane') {
  const action = actionSchema.parse({
    id: 'a1',
    name: 'Give the new price',
    type: 'calculation',
    inputs: [{ id: 'i1', name: 'price', type: 'number' }],
    settings: { expression: 'price * 2', saveAs: 'total' },
    ...change,
  });
  const sketch = sketchProject({ steps: [['m', 'message-received']], edges: [] });
  const document = { ...sketch, actions: [action], testUsers: people };
  const outside = new OutsideRequests({ dryRuns: openDryRuns(), project: () => document });
  return tryAction(
    { actionId: 'a1', inputs, testUserId },
    {
      document,
      outside,
      pool: () => {
        throw new Error('No code runs here.');
      },
    },
    AbortSignal.timeout(5000),
  );
}

test('an action is done with typed inputs, and its result, port and message are told', async () => {
  const trial = await tried({ successMessage: 'It is {{args.total}}.' });
  expect(trial).toMatchObject({
    outcome: 'done',
    port: 'done',
    error: null,
    question: null,
    said: ['It is 40.'],
  });
  expect(trial.result).toMatchObject({ total: 40 });
});

test('what the customer and an operator are asked is shown, and answered with yes', async () => {
  const trial = await tried({ confirmation: 'always', permission: 'operator' });
  expect(trial.question).toContain('20');
  expect(trial).toMatchObject({ isApproved: true, outcome: 'done' });
});

test('an action that is not for this customer is refused', async () => {
  const trial = await tried({ permission: 'verified' }, undefined, 'guest');
  expect(trial).toMatchObject({
    outcome: 'refused',
    port: 'error',
    error: { code: 'ACTION_NOT_PERMITTED' },
    result: {},
  });
});

test('inputs that do not fit are refused before anything is done', async () => {
  expect(await tried({}, { price: 'cheap' })).toMatchObject({ error: { code: 'ACTION_INPUT_INVALID' } });
});

test('what is typed is never a template', async () => {
  const inputs = [{ id: 'i1', name: 'text' }];
  const trial = await tried(
    { inputs, settings: { expression: 'text', saveAs: 'same' } },
    { text: '{{user.name}}' },
  );
  expect(trial.result).toMatchObject({ same: '{{user.name}}' });
});

import { expect, test } from 'vitest';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import { indexProject } from '../../state/project-index.ts';
import { aProject, edge, step } from '../../state/project.testing.ts';
import { availableValues, sampleScope } from './available-values.ts';
import { wordsOf } from './value-words.ts';

const jane = testUserSchema.parse({
  id: 'jane',
  name: 'Jane',
  identity: 'verified',
  attrs: { orderCount: 3 },
});
const index = indexProject({
  ...aProject([step('ask', 'choice', { saveAs: 'plan' }), step('say')], [edge('e1', 'ask', 'next', 'say')]),
  testUsers: [jane],
});
const nothing = { session: null, testUserId: null };

const ran = {
  sessionId: 's',
  status: 'open',
  operator: 'none',
  escalation: null,
  testUser: { id: 'jane', name: 'Jane', identity: 'verified' },
  transcript: [],
  asides: [],
  openChoiceId: null,
  waitingStepId: null,
  nextTimerAt: null,
  clock: 0,
  trace: [
    {
      seq: 1,
      turnId: 't1',
      stepId: 'say',
      kind: 'reply',
      title: 'Reply',
      workflowId: 'main',
      input: { plan: 'pro', price: 12 },
      output: {},
      port: 'next',
      durationMs: 1,
      error: null,
      answers: [],
      pick: null,
      notes: [],
      requests: [],
    },
  ],
  args: {},
} satisfies SessionView;

test('names of earlier steps come first and say where they are from', () => {
  const [first] = availableValues(index, 'say', nothing, 0);
  expect(first).toMatchObject({ path: 'args.plan', words: 'plan', about: 'From Choice.', sample: undefined });
});

test('values of the last run are samples, and names that only it has are offered', () => {
  const values = availableValues(index, 'say', { session: ran, testUserId: null }, 0);
  expect(values.find(({ path }) => path === 'args.plan')?.sample).toBe('pro');
  expect(values.find(({ path }) => path === 'args.price')?.sample).toBe(12);
});

test('the customer’s values are those of the test user, attributes included', () => {
  const values = availableValues(index, 'say', nothing, 0);
  expect(values.find(({ path }) => path === 'user.name')?.sample).toBe('Jane');
  expect(values.find(({ path }) => path === 'user.attrs.orderCount')).toMatchObject({
    sample: 3,
    words: 'customer order count',
  });
});

test('a step that has not run is shown the latest value of each name', () => {
  expect(sampleScope(index, 'ask', { session: ran, testUserId: null }, 0).args).toEqual({
    plan: 'pro',
    price: 12,
  });
});

test('variables have the names that people give them', () => {
  expect(wordsOf('user.name')).toBe('customer name');
  expect(wordsOf('args.order_number')).toBe('order number');
  expect(wordsOf('args.order.totalPrice')).toBe('order › total price');
  expect(wordsOf('misspelt.name')).toBe('misspelt.name');
});

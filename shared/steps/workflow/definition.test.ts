import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

const names = checkContext({ workflows: { billing: 'Billing' } });

test('the summary says where the conversation goes', () => {
  const summary = (settings: { [key: string]: string }) => described(definition, settings).summary(names);
  expect(summary({ workflowId: 'billing' })).toBe('Go to Billing');
  expect(summary({ workflowId: 'billing', initial: 'idle' })).toBe('Go to Billing and wait for the customer');
  expect(summary({ target: 'parent' })).toBe('Go back');
  expect(summary({ workflowId: 'gone' })).toBe('Go to a missing workflow');
});

test('only going to a workflow has a path to return at', () => {
  const ports = (target: string) => described(definition, { target }).ports.map(({ id }) => id);
  expect(ports('workflow')).toEqual(['returned', 'error']);
  expect(ports('parent')).toEqual(['error']);
});

test('no workflow, or a missing one, is an error', () => {
  expect(findingsOf(described(definition), names)).toEqual(['error workflowId: SETTING_MISSING']);
  expect(findingsOf(described(definition, { workflowId: 'gone' }), names)).toEqual([
    'error workflowId: WORKFLOW_NOT_FOUND',
  ]);
  expect(findingsOf(described(definition, { workflowId: 'billing' }), names)).toEqual([]);
  expect(findingsOf(described(definition, { target: 'parent' }), names)).toEqual([]);
});

import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

const names = checkContext({ steps: { ask: 'Which plan?' } });

test('its target is a link, not a port', () => {
  const description = described(definition, { stepId: 'ask' });
  expect(description.ports).toEqual([]);
  expect(description.links).toEqual([{ port: 'target', to: 'ask' }]);
  expect(described(definition).links).toEqual([]);
});

test('the summary names the step it continues at', () => {
  expect(described(definition, { stepId: 'ask' }).summary(names)).toBe('Continue at Which plan?');
  expect(described(definition, { stepId: 'gone' }).summary(names)).toBe('Continue at a missing step');
});

test('no step, or a missing one, is an error', () => {
  expect(findingsOf(described(definition), names)).toEqual(['error stepId: SETTING_MISSING']);
  expect(findingsOf(described(definition, { stepId: 'gone' }), names)).toEqual([
    'error stepId: STEP_NOT_FOUND',
  ]);
  expect(findingsOf(described(definition, { stepId: 'ask' }), names)).toEqual([]);
});

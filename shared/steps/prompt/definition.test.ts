import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { definition } from './definition.ts';

const tool = (id: string, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  name,
  description: 'Does it.',
  ...more,
});
const withTools = (...tools: readonly JsonObject[]) => described(definition, { tools });

test('a new prompt can be tried at once: it has a tool that answers', () => {
  expect(findingsOf(described(definition))).toEqual([]);
  expect(described(definition).ports.map(({ id }) => id)).toEqual(['answer', 'error']);
  expect(described(definition).writes).toEqual(['content']);
});

test('each tool has a path under its own id, whatever it is called', () => {
  const description = withTools(tool('b', 'Refund'), tool('a', ' '));
  expect(description.ports.map(({ id, label }) => `${id}=${label}`)).toEqual([
    'b=Refund',
    'a=Tool 2',
    'error=error',
  ]);
  expect(description.summary(checkContext())).toBe('Choose: Refund, Tool 2');
});

test('it writes the parameters of all its tools', () => {
  const parameters = [{ id: 'e', name: 'email' }];
  expect(withTools(tool('a', 'A'), tool('b', 'B', { parameters })).writes).toEqual(['content', 'email']);
});

test('tools that cannot be told apart, named or chosen are findings', () => {
  const twins = withTools(tool('a', 'One'), tool('a', 'one '), tool('error', 'Two'));
  expect(findingsOf(twins)).toEqual([
    'error tools.1.name: NAME_TWICE',
    'error tools.1.id: ID_TWICE',
    'error tools.2.id: ID_TWICE',
  ]);
  expect(findingsOf(withTools(tool('a', ''), tool('b', 'B', { description: '' })))).toEqual([
    'error tools.0.name: NAME_INVALID',
    'warning tools.1.description: SETTING_MISSING',
  ]);
  expect(findingsOf(described(definition, { tools: [], preamble: '' }))).toEqual([
    'warning preamble: SETTING_MISSING',
    'error tools: PROMPT_NO_TOOL',
  ]);
});

test('parameters that args cannot hold, that stand twice or have nothing to choose from are errors', () => {
  const parameters = [
    { id: 'a', name: 'my mail' },
    { id: 'b', name: 'size', type: 'choice' },
    { id: 'c', name: 'size' },
  ];
  expect(findingsOf(withTools(tool('a', 'A', { parameters })))).toEqual([
    'error tools.0.parameters.0.name: NAME_INVALID',
    'error tools.0.parameters.1.choices: SETTING_MISSING',
    'error tools.0.parameters.2.name: NAME_TWICE',
  ]);
});

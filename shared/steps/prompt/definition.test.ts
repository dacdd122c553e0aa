import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { definition } from './definition.ts';
import { toolStarters } from './starters.ts';

const purpose = 'For everything that other tools are not meant for.';
const tool = (id: string, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  name,
  description: purpose,
  ...more,
});
const withTools = (...tools: readonly JsonObject[]) => described(definition, { tools });
const connected = checkContext({ connected: ['a', 'b', 'c', 'answer'] });

test('a new prompt can be tried at once: it has a tool that answers', () => {
  expect(findingsOf(described(definition), connected)).toEqual([]);
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
});

test('the path of a tool that is not always offered says when it is', () => {
  const condition = {
    combinator: 'and',
    rules: [
      { field: 'user.verified', operator: 'isTrue' },
      { field: 'user.attrs.plan', operator: 'is', value: 'pro' },
    ],
  };
  expect(withTools(tool('a', 'A'), tool('b', 'B', { condition })).ports.map(({ note }) => note)).toEqual([
    undefined,
    "only if user is verified and user’s plan is 'pro'",
    undefined,
  ]);
});

test('the summary is the role', () => {
  const tools = [tool('a', 'A')];
  const summary = (settings: JsonObject) => described(definition, settings).summary(connected);
  expect(summary({ tools, preamble: 'You are  kind.' })).toBe('You are kind.');
  expect(summary({ tools, preamble: ' ' })).toBe('The AI chooses what happens next');
  expect(summary({ tools: [] })).toBe('No tools yet');
});

test('it writes the parameters of all its tools', () => {
  const parameters = [{ id: 'e', name: 'email' }];
  expect(withTools(tool('a', 'A'), tool('b', 'B', { parameters })).writes).toEqual(['content', 'email']);
});

test('tools that cannot be told apart or named are findings', () => {
  const twins = withTools(
    tool('a', 'One'),
    tool('a', 'one '),
    tool('error', 'Two'),
    tool('b', 'Two!'),
    tool('c', '询问'),
  );
  expect(findingsOf(twins, connected)).toEqual([
    'error tools.1.name: NAME_TWICE',
    'error tools.1.id: ID_TWICE',
    'error tools.2.id: ID_TWICE',
    'warning tools.3.name: NAME_TWICE',
    'hint tools.4.name: TOOL_NAME_UNREADABLE',
  ]);
  expect(findingsOf(withTools(tool('a', '')), connected)).toEqual(['error tools.0.name: NAME_INVALID']);
});

test('a prompt without role or tools is told of', () => {
  expect(findingsOf(described(definition, { tools: [], preamble: '' }))).toEqual([
    'warning preamble: SETTING_MISSING',
    'error tools: PROMPT_NO_TOOL',
  ]);
});

test('what says little about when to choose a tool is told of, unless it is the only one', () => {
  const silent = tool('a', 'Refund', { description: '' });
  const brief = tool('b', 'Refund money', { description: 'Refund the money.' });
  const byCase = tool('c', 'Stop', { description: '', useCases: [{ id: 'u', text: 'wants to cancel' }] });
  expect(findingsOf(withTools(silent, brief, byCase), connected)).toEqual([
    'warning tools.0.description: SETTING_MISSING',
    'hint tools.1.description: TOOL_HARD_TO_CHOOSE',
  ]);
  expect(findingsOf(withTools(brief), connected)).toEqual([]);
});

test('a tool that nothing follows is a finding', () => {
  expect(findingsOf(withTools(tool('a', 'A'), tool('lost', 'B')), connected)).toEqual([
    'warning tools.1: PORT_NOT_CONNECTED',
  ]);
});

test('parameters that args cannot hold, that stand twice or have nothing to choose from are findings', () => {
  const choices = [
    { id: 'x', value: 'a' },
    { id: 'y', value: 'a' },
  ];
  const parameters = [
    { id: 'a', name: 'my mail' },
    { id: 'b', name: 'size', type: 'choice' },
    { id: 'c', name: 'size' },
    { id: 'd', name: 'colour', type: 'choice', choices },
  ];
  expect(findingsOf(withTools(tool('a', 'A', { parameters })), connected)).toEqual([
    'error tools.0.parameters.0.name: NAME_INVALID',
    'error tools.0.parameters.1.choices: SETTING_MISSING',
    'error tools.0.parameters.2.name: NAME_TWICE',
    'warning tools.0.parameters.3.choices: CHOICE_TWICE',
  ]);
});

test('the tools to begin with have nothing to be found, side by side', () => {
  const ids = toolStarters.map((_, index) => `tool-${index}`);
  const tools = toolStarters.map(({ item }, index): JsonObject => ({
    ...JSON.parse(JSON.stringify(item)),
    id: ids[index] ?? '',
  }));
  expect(findingsOf(withTools(...tools), checkContext({ connected: ids }))).toEqual([]);
});

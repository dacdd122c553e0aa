import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { definition } from './definition.ts';

const options = [
  { id: 'free', label: 'Free', value: 'free' },
  { id: 'pro', label: 'Pro', value: 'pro' },
];
const question = { content: 'Which plan?', options };

/** Of a question that stops waiting, and then goes on. */
const findingsOfTimed = (settings: JsonObject): readonly string[] =>
  findingsOf(
    described(definition, { ...settings, timeoutSeconds: 60 }),
    checkContext({ connected: ['timeout'] }),
  );

test('the summary is the question, else the options', () => {
  expect(described(definition, question).summary(checkContext())).toBe('Ask: Which plan?');
  expect(described(definition, { options }).summary(checkContext())).toBe('Ask to pick: Free, Pro');
  expect(described(definition, { source: 'dynamic' }).summary(checkContext())).toBe(
    'Ask to pick from a list',
  );
});

test('its paths do not depend on its options', () => {
  const ports = ['next', 'message', 'timeout', 'error'];
  expect(described(definition, question).ports.map(({ id }) => id)).toEqual(ports);
  expect(described(definition).ports.map(({ id }) => id)).toEqual(ports);
});

test('it writes the name that the answer is saved as', () => {
  expect(described(definition, { ...question, saveAs: 'plan' }).writes).toEqual(['plan']);
});

test('a complete question has no findings', () => {
  expect(findingsOfTimed(question)).toEqual([]);
});

test('no options, or an option without words, is an error; one without a value keeps its words', () => {
  expect(findingsOfTimed({ content: 'Which?' })).toEqual(['error options: CHOICE_OPTIONS_INVALID']);
  expect(findingsOfTimed({ content: 'Which?', options: [{ id: 'a' }] })).toEqual([
    'error options.0.label: CHOICE_OPTIONS_INVALID',
  ]);
  expect(findingsOfTimed({ content: 'Which?', options: [{ id: 'a', label: 'Pro' }] })).toEqual([]);
});

test('two options with the same value are an error, the same text and number are not', () => {
  const twice = [...options, { id: 'other', label: 'Other', value: 'free' }];
  expect(findingsOfTimed({ ...question, options: twice })).toEqual([
    'error options.2.value: CHOICE_OPTIONS_INVALID',
  ]);
  const textAndNumber = [
    { id: 'a', label: 'One', value: 1 },
    { id: 'b', label: 'Also one', value: '1' },
  ];
  expect(findingsOfTimed({ ...question, options: textAndNumber })).toEqual([]);
});

test('options of an earlier step need one variable and the fields to read', () => {
  const dynamic = { content: 'Which?', source: 'dynamic' };
  expect(findingsOfTimed(dynamic)).toEqual([]);
  expect(findingsOfTimed({ ...dynamic, dynamicList: '{{args.a}}, {{args.b}}', valueField: ' ' })).toEqual([
    'error dynamicList: CHOICE_OPTIONS_INVALID',
    'error valueField: SETTING_MISSING',
  ]);
});

test('a time without a path, and a path without a time, are warnings; neither is a hint', () => {
  const timed = described(definition, { ...question, timeoutSeconds: 60 });
  const connected = checkContext({ connected: ['timeout'] });
  expect(findingsOf(timed)).toEqual(['warning timeoutSeconds: PORT_NOT_CONNECTED']);
  expect(findingsOf(timed, connected)).toEqual([]);
  expect(findingsOf(described(definition, question))).toEqual(['hint timeoutSeconds: CHOICE_WAITS_FOREVER']);
  expect(findingsOf(described(definition, question), connected)).toEqual([
    'warning timeoutSeconds: PORT_NEVER_TAKEN',
  ]);
});

test('an answer that cannot be named is an error', () => {
  expect(findingsOfTimed({ ...question, saveAs: 'my plan' })).toEqual(['error saveAs: NAME_INVALID']);
});

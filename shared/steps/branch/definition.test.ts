import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

const isPro = { combinator: 'and', rules: [{ field: 'args.plan', operator: 'is', value: 'pro' }] };
const isVerified = { combinator: 'and', rules: [{ field: 'user.verified', operator: 'isTrue' }] };
const paying = { id: 'paying', name: 'Paying', condition: isPro };
const known = { id: 'known', name: '', condition: isVerified };

const portsOf = (cases: readonly object[]) =>
  described(definition, JSON.parse(JSON.stringify({ cases }))).ports.map(({ id, label }) => `${id}=${label}`);

test('each case has a path, called by its name or its condition', () => {
  expect(portsOf([paying, known])).toEqual([
    'paying=Paying',
    'known=user is verified',
    'else=else',
    'error=error',
  ]);
});

test('renaming and moving a case keeps the id of its path', () => {
  expect(portsOf([known, { ...paying, name: 'Pays us' }]).map((port) => port.split('=')[0])).toEqual([
    'known',
    'paying',
    'else',
    'error',
  ]);
});

test('a path called by a name says when it is taken', () => {
  expect(described(definition, { cases: [paying, known] }).ports.map(({ note }) => note)).toEqual([
    "if plan is 'pro'",
    undefined,
    undefined,
    undefined,
  ]);
});

test('the summary says what it asks', () => {
  expect(described(definition, { cases: [paying, known] }).summary(checkContext())).toBe(
    "If plan is 'pro'; or user is verified",
  );
});

test('a case without a condition, or with an empty group, is an error', () => {
  const emptyGroup = { combinator: 'and', rules: [...isPro.rules, { combinator: 'or', rules: [] }] };
  const cases = [{ id: 'a' }, { id: 'b', condition: emptyGroup }, paying];
  expect(findingsOf(described(definition, { cases }))).toEqual([
    'error cases.0.condition: CONDITION_EMPTY',
    'error cases.1.condition: CONDITION_EMPTY',
  ]);
});

test('a case that shares its path with another one, or with “else”, is an error', () => {
  const cases = [paying, paying, { ...known, id: 'else' }];
  expect(findingsOf(described(definition, { cases }))).toEqual([
    'error cases.1.id: ID_TWICE',
    'error cases.2.id: ID_TWICE',
  ]);
});

test('no cases at all is a warning', () => {
  expect(findingsOf(described(definition))).toEqual(['warning cases: SETTING_MISSING']);
});

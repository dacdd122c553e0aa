import type { RuleGroupType } from 'react-querybuilder';
import { expect, test } from 'vitest';
import { conditionFieldNames } from '#shared/engine/conditions/condition-facts.ts';
import { conditionFieldOf, operatorsOf } from './condition-fields.ts';
import { fromQuery, readCondition, toQuery } from './condition-query.ts';

test('a condition comes back from the builder as it went in', () => {
  const condition = {
    combinator: 'and',
    rules: [
      { field: 'args.plan', operator: 'is', value: 'pro' },
      { combinator: 'or', rules: [{ field: 'user.verified', operator: 'isTrue' }] },
    ],
  };
  expect(fromQuery(toQuery(readCondition(condition)))).toEqual(condition);
});

test('a comparison that does not suit the field becomes its first one', () => {
  const query = { combinator: 'and', rules: [{ field: 'user.verified', operator: 'contains', value: 'x' }] };
  expect(fromQuery(query)).toEqual({
    combinator: 'and',
    rules: [{ field: 'user.verified', operator: 'isTrue' }],
  });
});

test('groups of which not all or none must hold come back as they went in', () => {
  const rules = [{ field: 'args.plan', operator: 'is', value: 'pro' }];
  const condition = {
    combinator: 'and',
    not: true,
    rules: [...rules, { combinator: 'or', not: true, rules }],
  };
  expect(toQuery(readCondition(condition)).combinator).toBe('and-not');
  expect(fromQuery(toQuery(readCondition(condition)))).toEqual(condition);
});

test.each([
  ['is', false, 'isFalse'],
  ['is', true, 'isTrue'],
  ['isNot', true, 'isFalse'],
  ['isNot', false, 'isTrue'],
])('yes and no keep their meaning: verified %s %s becomes %s', (operator, value, expected) => {
  const condition = { combinator: 'and', rules: [{ field: 'user.verified', operator, value }] };
  expect(fromQuery(toQuery(readCondition(condition)))).toEqual({
    combinator: 'and',
    rules: [{ field: 'user.verified', operator: expected }],
  });
});

test('a row that was about yes or no compares when it is made one about a value', () => {
  const row = { id: 'r', field: 'args.plan', operator: 'isTrue', value: '' };
  const query = { combinator: 'and', rules: [row] };
  const before = readCondition({ combinator: 'and', rules: [{ ...row, field: 'user.verified' }] });
  expect(fromQuery(query, before)).toMatchObject({ rules: [{ operator: 'is' }] });
  expect(fromQuery(query)).toMatchObject({ rules: [{ operator: 'isTrue' }] });
});

test('a value that is not on offer becomes the first that is', () => {
  const query = { combinator: 'and', rules: [{ field: 'channel', operator: 'is', value: 'pigeon' }] };
  expect(fromQuery(query)).toMatchObject({ rules: [{ value: 'web' }] });
});

test('groups nested too deep are refused', () => {
  const rule = { field: 'channel', operator: 'is', value: 'web' };
  const nest = (depth: number): RuleGroupType => ({
    combinator: 'and',
    rules: [depth === 0 ? rule : nest(depth - 1)],
  });
  expect(fromQuery(nest(9))).toBeUndefined();
});

test.each(conditionFieldNames)('%s can be chosen, with comparisons that fit', (name) => {
  expect(conditionFieldOf(name)?.name).toBe(name);
  expect(operatorsOf(name).length).toBeGreaterThan(1);
});

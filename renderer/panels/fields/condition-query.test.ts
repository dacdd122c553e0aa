import type { RuleGroupType } from 'react-querybuilder';
import { expect, test } from 'vitest';
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

import { expect, test } from 'vitest';
import { templateTokens } from './template-tokens.ts';

test('variables are found with their path and what is done with them', () => {
  expect(templateTokens('Hi {{ user.name | default: "there" }}!')).toEqual([
    {
      from: 3,
      to: 37,
      kind: 'variable',
      path: 'user.name',
      filters: 'default: "there"',
      problem: undefined,
    },
  ]);
});

test('plain text has no tokens', () => {
  expect(templateTokens('Costs { 5 } and } more')).toEqual([]);
});

test('a variable that does not exist says which do', () => {
  expect(templateTokens('{{customer.name}}')[0]?.problem).toContain('There is no variable “customer”');
  expect(templateTokens('{{user.nam}}')[0]?.problem).toContain('“user” has no “nam”');
});

test('what was begun and not closed says so, and does not swallow what follows', () => {
  const tokens = templateTokens('{{user.name and {{args.plan}}');
  expect(tokens.map(({ kind }) => kind)).toEqual(['unclosed', 'variable']);
  expect(tokens[0]?.problem).toContain('not closed');
});

test('logic and expressions are kept as they are written', () => {
  expect(templateTokens('{% if args.plan %}{{ args.list[0] }}{% endif %}')).toMatchObject([
    { kind: 'logic', path: undefined },
    { kind: 'variable', path: undefined },
    { kind: 'logic' },
  ]);
});

import { expect, test } from 'vitest';
import { lacksHeader, withHeader } from './code-header.ts';
import { codeTypes } from './code-types.ts';

test('args are typed from what earlier steps gave', () => {
  const types = codeTypes([
    { name: 'plan', about: 'From Ask plan.', sample: 'pro' },
    { name: 'items', about: 'From Code.', sample: [1] },
    { name: 'other', about: 'From Set.', sample: undefined },
  ]);
  expect(types).toContain('/** From Ask plan. For example `"pro"`. */\n  plan?: string;');
  expect(types).toContain('items?: any[];');
  expect(types).toContain('other?: any;');
});

test('a comment cannot be ended by a value', () => {
  expect(codeTypes([{ name: 'x', about: 'a */ b', sample: 'c */ d' }])).not.toContain('a */ b');
});

test('the header is put above the function once', () => {
  const code = '// Price\nexport default async function ({ args }) {\n  return {};\n}\n';
  const typed = withHeader(code);
  expect(typed).toBe(`// Price\n/** @param {StepInput} input */\n${code.slice('// Price\n'.length)}`);
  expect(lacksHeader(typed)).toBe(false);
  expect(withHeader(typed)).toBe(typed);
});

test('code without a function is left as it is', () => {
  expect(withHeader('const a = 1;')).toBe('const a = 1;');
});

import { expect, test } from 'vitest';
import { returnedNames } from './returned-names.ts';

test('names of every returned object are found, also short ones and methods', () => {
  const code = `export default async function ({ args }) {
    // return { no: 1 }
    const text = "return { neither: 1 }";
    if (args.plan === 'pro') return { price: 12 * (3 + 1), details: { deep: [1, 2] }, plan };
    return {
      price: 0, 'quoted': 1, ...args, free: true,
    };
  }`;
  expect(returnedNames(code)).toEqual(['price', 'details', 'plan', 'free']);
});

test('code that returns nothing to name, or is cut off, gives none', () => {
  expect(returnedNames('export default () => { return 3; }')).toEqual([]);
  expect(returnedNames('return {};')).toEqual([]);
  expect(returnedNames('return { a: 1, b: (')).toEqual(['a', 'b']);
});

import { expect, test } from 'vitest';
import { isArgsName } from './args-name.ts';

test.each(['plan', 'order_number', '_a1', 'x'.repeat(64)])('%s can be a name', (name) => {
  expect(isArgsName(name)).toBe(true);
});

test.each(['', '1a', 'my plan', 'a-b', 'ä', '__proto__', 'constructor', 'prototype', 'x'.repeat(65)])(
  '“%s” cannot be a name',
  (name) => {
    expect(isArgsName(name)).toBe(false);
  },
);

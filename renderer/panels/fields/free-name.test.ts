import { expect, test } from 'vitest';
import { freeName } from './free-name.ts';

test.each([
  ['Answer', [], 'Answer'],
  ['Answer', ['answer ', 'Refund'], 'Answer 2'],
  ['Answer', ['Answer', 'Answer 2'], 'Answer 3'],
  ['order_number', ['order_number'], 'order_number_2'],
])('%s beside %j is %s', (name, others, expected) => {
  expect(freeName(name, others)).toBe(expected);
});

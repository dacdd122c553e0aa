import { expect, test } from 'vitest';
import { linesOf } from './text-lines.ts';

test('words stay together, and a text ends at the most lines', () => {
  expect(linesOf('', 12, 192, 3)).toBe(1);
  expect(linesOf('Say: Hello', 12, 192, 3)).toBe(1);
  expect(linesOf('Say: Hello, thank you for writing to us today', 12, 192, 3)).toBe(2);
  expect(linesOf('word '.repeat(80), 12, 192, 3)).toBe(3);
});

test('a word longer than a line is cut, and full letters need more room than narrow ones', () => {
  expect(linesOf('m'.repeat(30), 12, 192, 3)).toBe(2);
  expect(linesOf('i'.repeat(30), 12, 192, 3)).toBe(1);
  expect(linesOf('漢'.repeat(30), 12, 192, 3)).toBe(2);
});

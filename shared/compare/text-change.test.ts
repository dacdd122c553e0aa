import { expect, test } from 'vitest';
import { textChange } from './text-change.ts';

const beginning = 'You can send an order back within thirty days of its delivery, for any reason.';

test('short texts are shown whole', () => {
  expect(textChange('Hi', 'Hello')).toBe('“Hi” → “Hello”');
  expect(textChange('Hi', ' ')).toBe('“Hi” → empty');
});

test('of long texts the part is shown in which they differ', () => {
  expect(textChange(`${beginning} We pay the postage.`, `${beginning} You pay the postage.`)).toBe(
    '“… for any reason. We pay the postage.” → “… for any reason. You pay the postage.”',
  );
  expect(textChange(beginning, `${beginning} Thanks!`)).toBe(
    '“… for any reason.” → “… for any reason. Thanks!”',
  );
});

test('a long text without spaces is cut too', () => {
  expect(textChange(`${'a'.repeat(100)}b`, `${'a'.repeat(100)}c`)).toBe(
    `“… ${'a'.repeat(20)}b” → “… ${'a'.repeat(20)}c”`,
  );
});

test('other spaces alone are said to be that', () => {
  expect(textChange('Hi\nyou', 'Hi you')).toBe('other spaces and lines');
});

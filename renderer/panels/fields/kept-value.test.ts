import { expect, test } from 'vitest';
import { convertValue, typeOfValue } from './kept-value.ts';

test('a value keeps what it says when its type changes', () => {
  expect(convertValue('12', 'number')).toBe(12);
  expect(convertValue('1,5', 'number')).toBe(1.5);
  expect(convertValue(12, 'text')).toBe('12');
  expect(convertValue('no', 'fact')).toBe(false);
  expect(convertValue(true, 'text')).toBe('yes');
});

test('what is no number becomes zero', () => {
  expect(convertValue('pro', 'number')).toBe(0);
});

test('the type shown is that of the value', () => {
  expect([undefined, '', 0, false].map(typeOfValue)).toEqual(['text', 'text', 'number', 'fact']);
});

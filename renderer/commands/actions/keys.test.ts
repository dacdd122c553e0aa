import { expect, test } from 'vitest';
import { isKeyPress, type KeyPress, keyCaps } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('Mod is Ctrl or Command, and other modifiers must not be held', () => {
  expect(isKeyPress(press('k', { ctrlKey: true }), 'Mod+K')).toBe(true);
  expect(isKeyPress(press('k', { metaKey: true }), 'Mod+K')).toBe(true);
  expect(isKeyPress(press('k'), 'Mod+K')).toBe(false);
  expect(isKeyPress(press('k', { ctrlKey: true, altKey: true }), 'Mod+K')).toBe(false);
});

test('Shift tells letters apart, and is not asked for signs that need it on some keyboards', () => {
  expect(isKeyPress(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z')).toBe(false);
  expect(isKeyPress(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z')).toBe(true);
  expect(isKeyPress(press('?', { shiftKey: true }), '?')).toBe(true);
  expect(isKeyPress(press('/', { shiftKey: true }), '/')).toBe(true);
  expect(isKeyPress(press('+', { shiftKey: true }), '+')).toBe(true);
});

test('a digit is known by its place, whatever Alt makes of it', () => {
  expect(isKeyPress(press('¡', { altKey: true, code: 'Digit1' }), 'Alt+1')).toBe(true);
});

test('keys are shown as the caps to press', () => {
  expect(keyCaps('Mod+Shift+ArrowUp')).toEqual(['Ctrl', 'Shift', '↑']);
});

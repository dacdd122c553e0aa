import { expect, test } from 'vitest';
import { addOne, nameProblem, remove, rename, toType, typeOf } from './attributes.ts';

const attributes = { plan: 'pro', seats: 5, trial: false, since: '2026-01-31', note: null };

test('the type of an attribute is seen from its value, a date from how it is written', () => {
  expect(Object.values(attributes).map(typeOf)).toEqual(['text', 'number', 'boolean', 'date', 'empty']);
});

test.each([
  ['12', 'number', 12],
  ['many', 'number', 0],
  ['yes', 'boolean', true],
  [5, 'boolean', false],
  [5, 'text', '5'],
  ['2026-01-31', 'text', ''],
  ['x', 'date', '2026-11-22'],
  [true, 'empty', null],
  [null, 'text', ''],
] as const)('%s as %s is %s', (value, type, expected) => {
  expect(toType(value, type, '2026-11-22')).toBe(expected);
});

test('a type that was chosen is the type that is shown', () => {
  for (const value of Object.values(attributes)) {
    for (const type of ['text', 'number', 'boolean', 'date', 'empty'] as const) {
      expect(typeOf(toType(value, type, '2026-11-22'))).toBe(type);
    }
  }
});

test('renaming and removing leave the others as they are, in their order', () => {
  expect(Object.keys(rename(attributes, 'seats', 'places'))).toEqual([
    'plan',
    'places',
    'trial',
    'since',
    'note',
  ]);
  expect(Object.keys(remove(attributes, 'plan'))).toEqual(['seats', 'trial', 'since', 'note']);
  expect(Object.keys(addOne(addOne({})))).toEqual(['attribute', 'attribute_2']);
});

test('a name that is taken, or that a template could not write, says why', () => {
  expect(nameProblem(attributes, 'plan', 'plan')).toBeNull();
  expect(nameProblem(attributes, 'plan', 'tariff')).toBeNull();
  expect(nameProblem(attributes, 'plan', 'seats')).toMatch(/another/iu);
  for (const wrong of ['', 'my plan', '__proto__', 'constructor']) {
    expect(nameProblem(attributes, 'plan', wrong)).toMatch(/letters/u);
  }
});

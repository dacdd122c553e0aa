import { expect, test } from 'vitest';
import { placesFor } from './places-for.ts';

const entries = (order: readonly string[], places: Readonly<Record<string, number>>) =>
  Object.fromEntries(placesFor(order, new Map(Object.entries(places))));

test('what comes back takes a free place between its neighbours, before the first, or the end', () => {
  expect(entries(['a', 'b', 'c'], { a: 1, c: 3 })).toEqual({ b: 2 });
  expect(entries(['a', 'b', 'c'], { c: 1 })).toEqual({ a: -1, b: 0 });
  expect(entries(['a', 'b', 'c'], { a: 7 })).toEqual({ b: null, c: null });
  expect(entries([], { gone: 1 })).toEqual({});
});

test('where there is no room, or those that stay stood otherwise, all get new places', () => {
  expect(entries(['a', 'b', 'c'], { a: 1, c: 2 })).toEqual({ a: 1, b: 2, c: 3 });
  expect(entries(['a', 'b'], { a: 5, b: 4 })).toEqual({ a: 1, b: 2 });
});

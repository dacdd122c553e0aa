import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from './any-text.testing.ts';
import { termsOf } from './terms.ts';

const terms = (text: string) => termsOf(text).map(({ term }) => term);

test('forms of a word give the same term', () => {
  expect(terms('refund refunds refunded Refunding')).toEqual(Array.from({ length: 4 }, () => 'refund'));
  expect(terms('Café CAFE cafés')).toEqual(['cafe', 'cafe', 'cafe']);
  expect(terms("customer's customer’s don't")).toEqual(['custom', 'custom', 'dont']);
  expect(terms('Straße STRASSE')).toEqual(['strass', 'strass']);
  expect(terms('Rückerstattung Rückerstattungen').at(1)).toBe(terms('Rückerstattung')[0]);
});

test('Chinese, Japanese and Korean are pairs of characters, Thai is cut into words', () => {
  expect(terms('退款政策')).toEqual(['退款', '款政', '政策']);
  expect(terms('返品のお問い合わせ').slice(0, 3)).toEqual(['返品', '品の', 'のお']);
  expect(terms('iPhone15の返品')).toEqual(['iphone15', 'の返', '返品']);
  expect(terms('การคืนเงินภายในสามวัน').length).toBeGreaterThan(2);
});

test('each term says where it stands', () => {
  const text = 'Größe: 退款 – it’s “OK”';
  expect(termsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'Größe',
    '退款',
    'it’s',
    'OK',
  ]);
});

test('whatever the text, terms are words that SQLite leaves whole, and places lie in the text', () => {
  fc.assert(
    fc.property(anyText(200), (text) => {
      for (const { term, start, end } of termsOf(text)) {
        expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(end).toBeGreaterThan(start);
      }
    }),
    { numRuns: 15 },
  );
});

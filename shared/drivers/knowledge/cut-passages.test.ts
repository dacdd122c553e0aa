import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from './any-text.testing.ts';
import { cutDocument } from './cut-passages.ts';
import type { Block } from './knowledge-document.ts';

const heading = (level: number, text: string, anchor: string | null = null): Block => ({
  kind: 'heading',
  level,
  text,
  anchor,
});
const text = (words: string, page: number | null = null): Block => ({ kind: 'text', text: words, page });
const cut = (...blocks: readonly Block[]) => cutDocument({ title: 'Help', url: null, blocks }).passages;

test('passages keep the headings above them, without the title said twice, and the nearest anchor', () => {
  const passages = cut(
    heading(1, 'Help'),
    text('Hello.'),
    heading(2, 'Refunds', 'refunds'),
    heading(3, 'Abroad'),
    text('Thirty days.'),
    heading(2, 'Parcels', 'parcels'),
    text('Two days.'),
  );
  expect(passages).toMatchObject([
    { headings: [], text: 'Hello.', anchor: null },
    { headings: ['Refunds', 'Abroad'], text: 'Thirty days.', anchor: 'refunds' },
    { headings: ['Parcels'], text: 'Two days.', anchor: 'parcels' },
  ]);
});

test('short paragraphs of a section stand together, and pages are kept apart', () => {
  expect(cut(text('One.', 1), text('Two.', 1), text('Three.', 2))).toMatchObject([
    { text: 'One.\n\nTwo.', page: 1 },
    { text: 'Three.', page: 2 },
  ]);
});

test('a long paragraph is cut between sentences', () => {
  const sentence = 'Your parcel, which we send by mail, arrives in e.g. 2.5 days at most. ';
  const passages = cut(text(sentence.repeat(60)));
  expect(passages.length).toBeGreaterThan(3);
  for (const passage of passages) {
    expect(passage.text.length).toBeLessThan(1000);
    expect(passage.text).toMatch(/^Your parcel.*at most\.$/su);
  }
});

test('whatever the text, its words come out in their order and once, in passages of bounded length', () => {
  const paragraph = fc.array(fc.oneof(fc.lorem({ mode: 'sentences' }), anyText(3000)));
  fc.assert(
    fc.property(fc.array(paragraph, { maxLength: 8 }), (paragraphs) => {
      const texts = paragraphs.map((sentences) => sentences.join(' '));
      const passages = cut(...texts.map((each) => text(each)));
      const letters = (some: readonly string[]) => some.join('').replaceAll(/\s/gu, '');
      expect(letters(passages.map((passage) => passage.text))).toBe(letters(texts));
      for (const passage of passages) expect(passage.text.length).toBeLessThanOrEqual(5000);
    }),
    { numRuns: 8 },
  );
});

test('text without any sentence is cut all the same', () => {
  expect(cut(text('x'.repeat(20_000))).length).toBeGreaterThan(10);
});

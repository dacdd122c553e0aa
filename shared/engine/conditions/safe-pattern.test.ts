import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern, patternProblem } from './safe-pattern.ts';

describe('patterns', () => {
  it.each([
    ['refund', 'I want a REFUND', true],
    ['^refund$', 'a refund', false],
    [String.raw`^\d{4}-\d{2}$`, '2026-07', true],
    [String.raw`^#?\d{5,}$`, '#1234', false],
    ['colou?r|tint', 'the tint', true],
    ['[^a-c]+', 'abc', false],
    [String.raw`[\w.+-]+@[\w-]+\.\w+`, 'mail ann@shop.example now', true],
    ['(?:ab)+c', 'ababc', true],
    ['a.c', 'a\nc', false],
    [String.raw`\bcat\b`, 'concat', false],
    [String.raw`\Bcat`, 'concat', true],
    [String.raw`\D`, '123', false],
    ['GROSS|STRAẞE', 'straße', true],
    ['ÄRGER', 'ärger', true],
    ['(a*)*b', 'aaab', true],
    ['', 'anything', true],
    ['😀+', 'hi 😀😀', true],
    ['a{2,3}$', 'caaa', true],
  ])('%s in %j is %j', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it.each([
    '(',
    ')',
    '[a',
    'a{500}',
    '((((a{100}){100}){100}){100}',
    '(?=a)',
    '(?<n>a)',
    String.raw`(a)\1`,
    '*a',
    'a\\',
    '[z-a]',
  ])('refuses %s with words', (pattern) => {
    expect(patternProblem(pattern)).toMatch(/^This pattern .*\.$/u);
    expect(() => matchesPattern(pattern, 'a')).toThrow(/pattern/u);
  });

  it('takes no more time for patterns that make others hang', () => {
    for (const pattern of [
      '^(a+)+$',
      '^(a|a)*$',
      '^(a*)*$',
      '(.*)*x',
      '(.*.*.*.*)*x',
      String.raw`(\w+\s?)*!`,
    ]) {
      expect(matchesPattern(pattern, `${'a'.repeat(5000)}b`)).toBe(false);
    }
  });

  it('agrees with RegExp', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', String.raw`\w`, '(a|b)', '(?:ab)', '(a*)');
    const part = fc
      .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{0,}'))
      .map((both) => both.join(''));
    const pattern = fc
      .tuple(fc.constantFrom('', '^'), fc.array(part, { maxLength: 4 }), fc.constantFrom('', '$', '|b'))
      .map(([start, parts, end]) => `${start}${parts.join('')}${end}`);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, read) => {
        expect(matchesPattern(source, read)).toBe(new RegExp(source, 'iu').test(read));
      }),
      { numRuns: 500 },
    );
  });
});

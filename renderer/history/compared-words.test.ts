import { expect, test } from 'vitest';
import { comparedWords } from './compared-words.ts';

test('variables are said in words, also one that is cut', () => {
  expect(comparedWords('Text: “Hi {{user.name}}” → “Hello, I am {{assistant.…”')).toBe(
    'Text: “Hi customer name” → “Hello, I am …”',
  );
});

test('a change that would read the same is shown as it is written', () => {
  const detail = 'Text: “Hi {{user.name}}” → “Hi {{user.name | upcase}}”';
  expect(comparedWords(detail)).toBe(detail);
});

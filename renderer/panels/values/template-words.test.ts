import { expect, test } from 'vitest';
import { templateInWords, templateParts } from './template-words.ts';

test.each([
  ['Hello {{user.name}}!', 'Hello customer name!'],
  ['For {{ args.order_number | upcase }}', 'For order number'],
  ['{% if user.email %}Write to {{user.email}}{% endif %}', 'Write to customer e-mail'],
  ['{{ "a" | append: "b" }}', '"a" | append: "b"'],
  ['You help {{workspa…', 'You help …'],
  ['You help {{workspace.name', 'You help …'],
  ['{ "plain": 1 }', '{ "plain": 1 }'],
])('%s reads “%s”', (template, words) => {
  expect(templateInWords(template)).toBe(words);
});

test('variables are told from text', () => {
  expect(templateParts('Hi {{user.name}}')).toEqual([
    { text: 'Hi ', isVariable: false },
    { text: 'customer name', isVariable: true },
  ]);
});

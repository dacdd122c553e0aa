import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/engine/events.ts';
import { hasFields, matchEvents } from './match-events.ts';

const reply = (content: string): RunEvent => ({
  type: 'reply',
  id: 'r',
  content,
  assistantId: 'a',
  stepId: null,
});

test('events of types that are not observed are passed over', () => {
  const events: RunEvent[] = [{ type: 'operator.joined' }, reply('Hi')];
  expect(matchEvents([{ type: 'reply', content: 'Hi' }], ['reply'], events)).toBeUndefined();
});

test('a diff shows what is missing and what is too much, each at its place', () => {
  const expected = ['one', 'two', 'three'].map((content) => ({ type: 'reply', content }));
  expect(matchEvents(expected, ['reply'], [reply('one'), reply('2'), reply('three')])).toBe(
    [
      'Events differ (- expected, + happened):',
      '  {"type":"reply","content":"one"}',
      '- {"type":"reply","content":"two"}',
      '+ {"type":"reply","id":"r","content":"2","assistantId":"a","stepId":null}',
      '  {"type":"reply","content":"three"}',
    ].join('\n'),
  );
});

test('an event too many is a difference, also at the end', () => {
  expect(matchEvents([], ['reply'], [reply('Hi')])).toContain('+ {"type":"reply"');
});

test('objects may have more keys, lists not more items, and null is not absence', () => {
  expect(hasFields({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } })).toBe(true);
  expect(hasFields([1, 2], [1])).toBe(false);
  expect(hasFields({ a: '1' }, { a: 1 })).toBe(false);
  expect(hasFields({}, { a: null })).toBe(false);
});

import { expect, test } from 'vitest';
import type { SessionView } from '#shared/ipc/views.ts';
import type { Citation } from '#shared/model/passage.ts';
import { citedParts } from './cited-parts.ts';
import { unansweredIn } from './unanswered-in.ts';

const citation = (number: number): Citation => ({
  number,
  passageId: `p.${number}`,
  sourceId: 's',
  sourceName: 'Help',
  title: 'Refunds',
  page: null,
  anchor: null,
  url: null,
});
const known = new Map([1, 2].map((number) => [number, citation(number)]));

test('numbers in brackets become the passages that they stand for', () => {
  expect(citedParts('Within 30 days [1]. Unused [1, 2]', known)).toEqual([
    'Within 30 days ',
    citation(1),
    '. Unused ',
    citation(1),
    citation(2),
  ]);
});

test('numbers that stand for no passage stay as they were written', () => {
  expect(citedParts('Step [3] of [1]', known)).toEqual(['Step [3] of ', citation(1)]);
  expect(citedParts('See [1, 9]', known)).toEqual(['See [1, 9]']);
});

type Row = SessionView['trace'][number];

const row = (turnId: string, results: NonNullable<Row['search']>['results'] | null): Row => ({
  seq: 1,
  turnId,
  stepId: 's',
  kind: 'search',
  title: 'Search',
  workflowId: 'main',
  input: {},
  output: null,
  port: null,
  durationMs: 1,
  error: null,
  answers: [],
  pick: null,
  notes: [],
  requests: [],
  ...(results === null ? {} : { search: { query: 'refund', results } }),
});
const said = (content: string): SessionView['transcript'][number] => ({
  id: 'm',
  role: 'user',
  content,
  assistantId: null,
  assistantName: null,
  isSimulated: false,
  options: null,
  picked: null,
});
const found = [
  {
    id: 'p.1',
    sourceId: 's',
    sourceName: 'Help',
    title: 'Refunds',
    headings: [],
    page: null,
    anchor: null,
    url: null,
    text: 'Within 30 days',
    score: 1,
    highlights: [],
  },
];

test('a question is unanswered when every search of the last turn found nothing', () => {
  const transcript = [said('May I return it?')];
  expect(unansweredIn({ trace: [row('t1', []), row('t1', null)], transcript })).toBe('May I return it?');
  expect(unansweredIn({ trace: [row('t1', []), row('t1', found)], transcript })).toBeNull();
  expect(unansweredIn({ trace: [row('t1', []), row('t2', null)], transcript })).toBeNull();
  expect(unansweredIn(null)).toBeNull();
});

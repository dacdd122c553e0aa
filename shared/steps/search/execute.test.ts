// What a search makes of the conversation, and what prompts, templates and replies make of what was found.
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { EffectRequest } from '#shared/engine/effects.ts';
import type { FoundPassage } from '#shared/model/passage.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { Talk } from '#tests/helpers/talk.ts';

const passage = (id: string, text: string, headings: readonly string[] = []): FoundPassage => ({
  id,
  sourceId: 'help',
  sourceName: 'Help',
  title: 'Refunds',
  headings: [...headings],
  page: null,
  anchor: 'a',
  url: null,
  text,
  score: 2,
  highlights: [],
});
const found = [passage('p1', 'Within 14 days.', ['Abroad']), passage('p2', 'Never for gifts.')];

function searching(
  results: readonly FoundPassage[],
  settings: JsonObject,
  reply: string,
  edges: string[] = [],
) {
  const requests: EffectRequest<'knowledge.search'>[] = [];
  const talk = new Talk(
    {
      steps: [
        ['m', 'message-received'],
        ['s', 'search', settings],
        ['r', 'reply', { content: reply }],
        ['n', 'reply', { content: 'Nothing.' }],
      ],
      edges: ['m.next > s', 's.found > r', ...edges],
    },
    {
      search: (request) => {
        requests.push(request);
        return results;
      },
    },
  );
  return { talk, requests };
}

test('it looks for what the customer wrote, where and as much as the settings say', async () => {
  const { talk, requests } = searching(found, { sources: 'except', except: ['x'], tokenBudget: 500 }, 'Yes');
  await talk.say('Refund?');
  expect(requests).toEqual([{ query: 'Refund?', tokenBudget: 500, include: null, exclude: ['x'] }]);
  const only = searching(
    found,
    { query: 'all of {{args.content}}', sources: 'only', only: ['x'], except: ['y'] },
    'Yes',
  );
  await only.talk.say('it');
  expect(only.requests).toMatchObject([{ query: 'all of it', include: ['x'], exclude: [] }]);
});

test('what was found is told, kept by reference, and known to templates and conditions', async () => {
  const { talk } = searching(
    found,
    {},
    '{% for r in search.results %}{{r.number}} {{r.title}}: {{r.text}} {% endfor %}',
  );
  await talk.say('Refund?');
  const [told, reply] = talk.told('search.found', 'reply');
  expect(told).toMatchObject({ id: 's', query: 'Refund?', results: [{ id: 'p1' }, { id: 'p2' }] });
  expect(talk.state.searchResults).toEqual(['p1', 'p2']);
  expect(reply).toMatchObject({
    content: expect.stringMatching(/1 Refunds: Within 14 days\\?\. 2 Refunds: Never/u),
  });
});

test('without results it goes on at nothing found, or at found when that is not connected', async () => {
  const connected = searching([], {}, 'Found.', ['s.nothing > n']);
  await connected.talk.say('Refund?');
  expect(connected.talk.replies()).toEqual(['Nothing.']);
  const open = searching([], {}, 'Found.');
  await open.talk.say('Refund?');
  expect(open.talk.told('search.found', 'reply')).toMatchObject([{ results: [] }, { content: 'Found.' }]);
});

test('a reply says which passages it cites, each once, and nothing that was not found', async () => {
  const { talk } = searching(
    found,
    {},
    'Two weeks [2], really [2]. See [1](https://x.example), [3] and [0].',
  );
  await talk.say('Refund?');
  expect(talk.told('reply')).toMatchObject([
    { citations: [{ number: 2, passageId: 'p2', sourceName: 'Help', anchor: 'a' }] },
  ]);
  expect(talk.messages.at(-1)?.citations).toHaveLength(1);
});

test('the next prompt is given numbered sources, with the headings above them', async () => {
  const asked: unknown[] = [];
  const talk = new Talk(
    {
      steps: [
        ['m', 'message-received'],
        ['s', 'search'],
        ['p', 'prompt'],
        ['r', 'reply'],
      ],
      edges: ['m.next > s', 's.found > p', 'p.answer > r'],
    },
    {
      search: () => found,
      model: async ({ sources }) => {
        asked.push(sources);
        const call = { tool: 'answer', args: { content: 'Two weeks [1].' } };
        return { model: 'm', calls: [call], text: '', usage: { inputTokens: 1, outputTokens: 1 } };
      },
    },
  );
  await talk.say('Refund?');
  expect(asked).toEqual([
    [
      { title: 'Refunds › Abroad', text: 'Within 14 days.' },
      { title: 'Refunds', text: 'Never for gifts.' },
    ],
  ]);
  expect(talk.told('reply')).toMatchObject([{ content: 'Two weeks [1].', citations: [{ passageId: 'p1' }] }]);
});

test('a search that fails takes the error path', async () => {
  const talk = new Talk(
    {
      steps: [
        ['m', 'message-received'],
        ['s', 'search'],
        ['r', 'reply', { content: '{{args.error.code}}' }],
      ],
      edges: ['m.next > s', 's.error > r'],
    },
    {
      search: () => {
        throw new AppError('KNOWLEDGE_SEARCH_FAILED', 'No.');
      },
    },
  );
  await talk.say('Refund?');
  expect(talk.replies()).toEqual(['KNOWLEDGE_SEARCH_FAILED']);
});

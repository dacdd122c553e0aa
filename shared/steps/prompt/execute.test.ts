// What a prompt makes of a model's answers, good and bad. What it asks is shown by scenarios.
import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelAnswer, ModelRequest } from '#shared/engine/model-request.ts';
import type { DraftNotice } from '#shared/engine/run-types.ts';
import type { GenerateOptions } from '#shared/drivers/model/generate-answer.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { Talk } from '#tests/helpers/talk.ts';

const parameters = [
  { id: 'e', name: 'email' },
  { id: 'n', name: 'count', type: 'number', isRequired: false },
  { id: 'b', name: 'agrees', type: 'boolean', isRequired: false },
  { id: 's', name: 'size', type: 'choice', isRequired: false, choices: [{ id: 'x', value: 'large' }] },
  { id: 'l', name: 'items', type: 'list', isRequired: false },
];
const settings = {
  tools: [
    { id: 'answer', name: 'Answer', description: 'Answers.' },
    { id: 'take', name: 'Take E-Mail!', description: 'Takes it.', parameters },
  ],
};
const sketch = {
  steps: [
    ['m', 'message-received'] as const,
    ['p', 'prompt', settings] as const,
    ['r', 'reply'] as const,
    ['t', 'reply', { content: 'Took {{args.email}}' }] as const,
    ['e', 'reply', { content: '{{args.error.code}}' }] as const,
  ],
  edges: ['m.next > p', 'p.answer > r', 'p.take > t', 'p.error > e'],
};

type Call = readonly [tool: string, args: Json];
const answerOf = (calls: readonly Call[], text = ''): ModelAnswer => ({
  model: 'm',
  calls: calls.map(([tool, args]) => ({ tool, args })),
  text,
  usage: { inputTokens: 3, outputTokens: 4 },
});

/** A conversation with a model that gives these answers in turn. */
function talkWith(...answers: readonly ModelAnswer[]) {
  const requests: ModelRequest[] = [];
  const notices: DraftNotice[] = [];
  const talk = new Talk(sketch, {
    model: async (request, { onDraft }: GenerateOptions = {}) => {
      requests.push(request);
      const answer = answers[requests.length - 1];
      if (answer === undefined) throw new AppError('INTERNAL', 'It was asked too often.');
      const [first] = answer.calls;
      if (first !== undefined) onDraft?.({ tool: first.tool, content: 'Wri' });
      return answer;
    },
    onDraft: (notice) => notices.push(notice),
  });
  return { talk, requests, notices };
}

describe('one tool is picked', () => {
  test('its arguments become args, its port is taken, and the tokens are told', async () => {
    const { talk, requests } = talkWith(
      answerOf([['take_e_mail', { email: 'a@b.c', count: 2, size: null }]]),
    );
    await talk.say('hi');
    expect(talk.events.find((event) => event.type === 'step.ended' && event.id === 'p')).toMatchObject({
      port: 'take',
      args: { email: 'a@b.c', count: 2 },
    });
    expect(talk.state.stack[0]?.args).toEqual({ email: 'a@b.c', count: 2 });
    expect(talk.told('model.answered', 'tool.picked')).toEqual([
      { type: 'model.answered', id: 'p', model: 'm', inputTokens: 3, outputTokens: 4 },
      { type: 'tool.picked', id: 'p', tool: 'Take E-Mail!', args: { email: 'a@b.c', count: 2 } },
    ]);
    expect(requests[0]?.tools.map(({ name }) => name)).toEqual(['answer', 'take_e_mail']);
    expect(requests[0]?.tools[1]?.parameters).toMatchObject({
      required: ['email'],
      properties: { size: { type: 'string', enum: ['large'] }, items: { type: 'array' } },
    });
  });

  test('of several calls the first that fits counts, and the others are told', async () => {
    const { talk } = talkWith(
      answerOf([
        ['refund', {}],
        ['take_e_mail', { email: 'a@b.c' }],
        ['answer', { content: 'Hi' }],
      ]),
    );
    await talk.say('hi');
    expect(talk.told('tool.ignored', 'reply')).toMatchObject([
      { type: 'tool.ignored', tool: 'refund', problem: 'There is no tool “refund”.' },
      { type: 'tool.ignored', tool: 'answer', problem: null },
      { content: 'Took a@b.c' },
    ]);
  });

  test('arguments that the tool does not have are left out', async () => {
    const args: JsonObject = JSON.parse('{"email":"a@b.c","error":1,"__proto__":{"x":1},"content":"y"}');
    const { talk } = talkWith(answerOf([['take_e_mail', args]]));
    await talk.say('hi');
    expect(talk.state.stack[0]?.args).toEqual({ email: 'a@b.c' });
  });
});

describe('an answer that does not fit', () => {
  const fits = answerOf([['answer', { content: 'Better' }]]);

  test.each<[string, ModelAnswer, string]>([
    ['text', answerOf([], 'Hello!'), 'instead of choosing a tool'],
    ['an unknown tool', answerOf([['delete_all', {}]]), 'no tool “delete_all”'],
    ['no object', answerOf([['answer', 'Hi']]), 'must be a JSON object'],
    ['a list', answerOf([['answer', ['Hi']]]), 'must be a JSON object'],
    ['nothing required', answerOf([['answer', {}]]), '“content” is missing'],
    ['an empty text', answerOf([['answer', { content: ' ' }]]), '“content” is empty'],
    [
      'another type',
      answerOf([['take_e_mail', { email: 7, count: '2' }]]),
      '“email” must be a text; “count” must be',
    ],
    ['an unknown choice', answerOf([['take_e_mail', { email: 'a', size: 'huge' }]]), 'one of “large”'],
    ['a wrong list', answerOf([['take_e_mail', { email: 'a', items: [1] }]]), 'list of at most 100 texts'],
    ['no yes or no', answerOf([['take_e_mail', { email: 'a', agrees: 'yes' }]]), 'true or false'],
  ])('%s: the model is told why and asked once more', async (_what, bad, problem) => {
    const { talk, requests } = talkWith(bad, fits);
    await talk.say('hi');
    expect(talk.replies()).toEqual(['Better']);
    expect(requests).toHaveLength(2);
    expect(requests[1]?.repair?.problem).toContain(problem);
    expect({ ...requests[1], repair: null }).toEqual(requests[0]);
  });

  test('twice: the error path is taken', async () => {
    const { talk, requests } = talkWith(answerOf([], 'no'), answerOf([['nope', {}]]));
    await talk.say('hi');
    expect(talk.told('answer.invalid', 'reply')).toMatchObject([
      { type: 'answer.invalid', isRepaired: true },
      { type: 'answer.invalid', isRepaired: false },
      { content: 'PROMPT_ANSWER_INVALID' },
    ]);
    expect(requests).toHaveLength(2);
  });

  test('a model that cannot be reached is not asked again, and the error path is taken', async () => {
    const { talk, requests } = talkWith();
    await talk.say('hi');
    expect(talk.replies()).toEqual(['INTERNAL']);
    expect(requests).toHaveLength(1);
  });
});

describe('drafts', () => {
  const shown = { type: 'draft', turnId: 'm1', stepId: 'p', content: 'Wri', assistantId: 'bot' };
  const withdrawn = { type: 'draft.withdrawn', turnId: 'm1' };

  test('show the text of a tool that leads to a reply without a text of its own; the reply takes their place', async () => {
    const { talk, notices } = talkWith(answerOf([['answer', { content: 'Written' }]]));
    await talk.say('hi');
    expect(notices).toEqual([shown]);
    expect(talk.replies()).toEqual(['Written']);
  });

  test('are not shown for a tool that leads elsewhere', async () => {
    const { talk, notices } = talkWith(answerOf([['take_e_mail', { email: 'a' }]]));
    await talk.say('hi');
    expect(notices).toEqual([]);
  });

  test('are withdrawn when the answer does not fit, and shown again by the second attempt', async () => {
    const { talk, notices } = talkWith(
      answerOf([['answer', {}]]),
      answerOf([['answer', { content: 'Yes' }]]),
    );
    await talk.say('hi');
    expect(notices).toEqual([shown, withdrawn, shown]);
  });

  test('are withdrawn when another call than the shown one counts', async () => {
    const { talk, notices } = talkWith(
      answerOf([
        ['answer', {}],
        ['take_e_mail', { email: 'a' }],
      ]),
    );
    await talk.say('hi');
    expect(notices).toEqual([shown, withdrawn]);
  });

  test('are withdrawn when the turn is stopped, and nothing is shown afterwards', async () => {
    const controller = new AbortController();
    const notices: DraftNotice[] = [];
    let later: GenerateOptions['onDraft'];
    const talk = new Talk(sketch, {
      signal: controller.signal,
      onDraft: (notice) => notices.push(notice),
      model: (_request, { onDraft }: GenerateOptions = {}) => {
        later = onDraft;
        onDraft?.({ tool: 'answer', content: 'Wri' });
        controller.abort();
        return Promise.race([]);
      },
    });
    await talk.say('hi');
    later?.({ tool: 'answer', content: 'Writ' });
    expect(notices).toEqual([shown, withdrawn]);
  });
});

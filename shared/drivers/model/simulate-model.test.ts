import { describe, expect, test } from 'vitest';
import type { ModelDraft, ModelRequest } from '#shared/engine/model-request.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { simulateModel } from './simulate-model.ts';

const tool = (name: string, properties: JsonObject, more: Partial<ModelRequest['tools'][number]> = {}) => ({
  name,
  description: '',
  useCases: [],
  parameters: { type: 'object', properties, required: Object.keys(properties) },
  ...more,
});
const content = { content: { type: 'string' } };
const answer = tool('answer', content, { description: 'Answer the customer.' });
const takeEmail = tool(
  'take_e_mail',
  { email: { type: 'string' } },
  { useCases: ['gives an e-mail address'] },
);
const escalate = tool('escalate', content, {
  description: 'Hand over to a colleague.',
  useCases: ['wants to talk to a human', 'is angry'],
});

function ask(message: string, more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: null,
    temperature: null,
    preamble: 'You help customers of Shop.',
    rules: [],
    assistant: 'Robin',
    messages: [{ role: 'user', content: message }],
    sources: [],
    postamble: '',
    tools: [answer, takeEmail, escalate],
    repair: null,
    ...more,
  };
}

const callOf = async (message: string, more: Partial<ModelRequest> = {}) =>
  (await simulateModel(ask(message, more))).calls[0];

describe('choosing', () => {
  test.each([
    ['Where is my parcel?', 'answer'],
    ['my address is ann@example.com', 'take_e_mail'],
    ['I want to talk to a human!', 'escalate'],
    ['your emails look odd to me', 'answer'],
    ['', 'answer'],
  ])('“%s” → %s', async (message, name) => {
    expect((await callOf(message))?.tool).toBe(name);
  });

  test('the same request is answered the same way', async () => {
    expect(await simulateModel(ask('refund please'))).toEqual(await simulateModel(ask('refund please')));
  });
});

describe('filling', () => {
  const filled = async (message: string, properties: JsonObject) =>
    (await callOf(message, { tools: [tool('fill', properties)] }))?.args;

  test.each<[string, JsonObject, JsonObject]>([
    [
      'write to a.b+c@mail.example.org, please',
      { email: { type: 'string' } },
      { email: 'a.b+c@mail.example.org' },
    ],
    ['I need 12.5 kg until 2026-02-01', { amount: { type: 'number' } }, { amount: 12.5 }],
    ['I need 2 until 2026-02-01', { date: { type: 'string' } }, { date: '2026-02-01' }],
    ['It says “out of paper” again', { words: { type: 'string' } }, { words: 'out of paper' }],
    ['the Large one', { size: { type: 'string', enum: ['small', 'large'] } }, { size: 'large' }],
    ['any', { size: { type: 'string', enum: ['small', 'large'] } }, { size: 'small' }],
    ['no, thanks', { agrees: { type: 'boolean' } }, { agrees: false }],
    [
      'apples, pears',
      { items: { type: 'array', items: { type: 'string' } } },
      { items: ['apples', 'pears'] },
    ],
    ['order A-1027 is late', { order_number: { type: 'string' } }, { order_number: 'A-1027' }],
    ['order A-1027, two', { amount: { type: 'number' } }, { amount: 0 }],
    ['my name is Ann Lee', { name: { type: 'string' } }, { name: 'Ann Lee' }],
  ])('“%s” gives what was asked for', async (message, properties, args) => {
    expect(await filled(message, properties)).toEqual(args);
  });

  test('leaves out what is optional and was not said', async () => {
    const optional = {
      ...tool('fill', {}),
      parameters: { type: 'object', properties: { date: { type: 'string' } } },
    };
    expect((await callOf('hello', { tools: [optional] }))?.args).toEqual({});
  });
});

describe('answering', () => {
  const said = async (message: string, more: Partial<ModelRequest> = {}) =>
    (await callOf(message, { tools: [answer], ...more }))?.args;

  test('quotes the sentence of a source that fits best, with its number', async () => {
    const sources = [
      { title: 'Shipping', text: 'We ship within a day. Parcels arrive in three days.' },
      { title: 'Refunds', text: 'Refunds take five days. Write to us for a refund of your order.' },
    ];
    expect(await said('When do I get a refund for my order?', { sources })).toEqual({
      content: 'Write to us for a refund of your order. [2]',
    });
  });

  test('else a sentence of the author that fits, a greeting, or says that it is simulated', async () => {
    const preamble = 'You help. Returns are free within thirty days.';
    expect(await said('Are returns free?', { preamble })).toEqual({
      content: 'Returns are free within thirty days.',
    });
    expect(await said('Hi')).toEqual({ content: 'Hello, I am Robin. How can I help?' });
    expect(await said('Tell me a joke')).toEqual({
      content: 'This is a simulated answer to “Tell me a joke”. Connect a model to get a real one.',
    });
  });

  test('shows the text while it is written', async () => {
    const drafts: ModelDraft[] = [];
    const { calls } = await simulateModel(ask('Hi', { tools: [answer] }), {
      onDraft: (draft) => drafts.push(draft),
    });
    expect(drafts.length).toBeGreaterThan(3);
    expect(drafts.at(-1)).toEqual({ tool: 'answer', content: 'Hello, I am Robin. How can I help?' });
    expect(calls).toHaveLength(1);
  });
});

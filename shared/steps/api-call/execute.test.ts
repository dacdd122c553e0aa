// What is sent, and what is kept of the answer.
import { expect, test } from 'vitest';
import type { EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import { createDriver } from '#shared/drivers/create-driver.ts';
import { refuseAll } from '#shared/drivers/refuse-all.testing.ts';
import { integrationSchema } from '#shared/model/entities/integration.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { sketchProject, Talk } from '#tests/helpers/talk.ts';

const answer = (body: Json, status = 200): EffectResponse<'service.request'> => ({
  status,
  headers: [],
  body,
  requestId: 'q1',
  attempts: 1,
  durationMs: 1,
  bytes: 1,
  isFromCache: false,
});

async function calling(
  settings: JsonObject,
  content: string,
  response = answer({ order: { status: 'sent' } }),
) {
  const requests: EffectRequest<'service.request'>[] = [];
  const project = sketchProject({
    steps: [
      ['m', 'message-received'],
      ['a', 'api-call', settings],
      ['e', 'reply', { content: '{{args.error.code}}' }],
    ],
    edges: ['m.next > a', 'a.error > e'],
  });
  const shop = { id: 'shop', name: 'Shop', service: { kind: 'http', baseUrl: 'https://shop.example/v1/' } };
  const talk = new Talk(
    { ...project, integrations: [integrationSchema.parse(shop)] },
    {
      driver: createDriver({
        ...refuseAll,
        'service.request': async ({ request }) => {
          requests.push(request);
          return response;
        },
      }),
    },
  );
  await talk.say(content);
  return { talk, request: requests[0], args: talk.state.stack[0]?.args };
}

test('values stay in the part of the address where they stand', async () => {
  const { request } = await calling(
    {
      integrationId: 'shop',
      url: '/orders/{{args.content}}',
      query: [{ id: 'q', name: 'lang', value: '{{args.content}}' }],
    },
    '1?a=b&c/d#e',
  );
  expect(request).toMatchObject({
    effect: 'read',
    method: 'GET',
    url: 'https://shop.example/v1/orders/1%3Fa%3Db%26c%2Fd%23e?lang=1%3Fa%3Db%26c%2Fd%23e',
    integrationId: 'shop',
  });
});

test('nothing in a value becomes a member of a JSON body, and types are kept', async () => {
  const json = '{"text": "Hi {{args.content}}", "length": {{args.content | size}}, "raw": {{args.content}}}';
  const { request } = await calling(
    { url: 'https://api.example.com/', method: 'POST', bodyFormat: 'json', json },
    '","admin":true,"x":"',
  );
  expect(request?.effect).toBe('write');
  expect(JSON.parse(request?.body?.text ?? '')).toEqual({
    text: 'Hi ","admin":true,"x":"',
    length: 20,
    raw: '","admin":true,"x":"',
  });
});

test('outputs are what is kept, and without any the whole answer', async () => {
  const url = 'https://api.example.com/';
  const outputs = [{ id: 'o', name: 'status', path: 'order.status' }];
  expect((await calling({ url, outputs }, 'x')).args).toMatchObject({ status: 'sent' });
  expect((await calling({ url }, 'x')).args).toMatchObject({ result: { order: { status: 'sent' } } });
});

test('an answer that is too large to keep says so, and an error status takes the error path', async () => {
  const url = 'https://api.example.com/';
  const large = await calling({ url }, 'x', answer('x'.repeat(20_000)));
  expect(large.talk.replies()).toEqual(['ARGS_TOO_LARGE']);
  const failed = await calling({ url }, 'x', answer(null, 500));
  expect(failed.args).toMatchObject({ error: { code: 'OPERATION_FAILED' } });
});

test.each(['{{args.content}}', 'https://{{args.content}}/', 'https://x@{{args.content}}.example/'])(
  'no value can choose the host: %s',
  async (url) => {
    const { request, args } = await calling({ url }, 'evil.example');
    expect(request).toBeUndefined();
    expect(args).toMatchObject({ error: { code: 'STEP_SETTINGS_INVALID' } });
  },
);

import { describe, expect, it } from 'vitest';
import type { EffectRequest } from '#shared/engine/effects.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { answerJson, startWebServer, type Answer } from '#tests/helpers/web-server.ts';
import { createLiveDriver } from '../live-driver.ts';
import { calling, openTestServices, type TestServicesOptions } from './service-access.testing.ts';

const key = 'sk_test_1234567890';

const call = (
  parameters: JsonObject,
  given: Partial<EffectRequest<'operation.call'>> = {},
): EffectRequest<'operation.call'> => ({
  integrationId: 'shop',
  operationId: 'op',
  parameters,
  effect: 'read',
  timeoutMs: 5000,
  cache: null,
  ...given,
});

const noPool = (): never => {
  throw new Error('No code runs here.');
};

const parameter = (name: string, place: string, more: object = {}): object => ({
  id: name,
  name,
  in: place,
  target: name,
  ...more,
});

async function shop(answer: Answer, options: Omit<TestServicesOptions, 'service'> & { service?: object }) {
  const server = await startWebServer(answer);
  const test = openTestServices({
    secret: key,
    ...options,
    service: {
      kind: 'http',
      baseUrl: `${server.url}/v1`,
      authorization: { kind: 'bearer' },
      ...options.service,
    },
  });
  return {
    server,
    ...test,
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const getOrder = {
  path: '/orders/{id}',
  parameters: [parameter('id', 'path'), parameter('expand', 'query', { isRequired: false, type: 'list' })],
  outputs: [{ id: 'o', name: 'status', path: 'items[0].status' }],
};

describe('calling an operation', () => {
  it('sends what it says with the key, and gives the outputs by their paths', async () => {
    await using test = await shop(
      (_request, response) => {
        response.setHeader('x-request-id', 'req_1');
        answerJson(response, 200, { items: [{ status: 'shipped' }] });
      },
      { operations: [getOrder] },
    );
    const answer = await test.driver.callOperation(call({ id: 'A 1/2', expand: ['x', 'y&z'] }), calling());
    expect(answer).toEqual({
      status: 200,
      outputs: { status: 'shipped' },
      requestId: 'req_1',
      isFromCache: false,
    });
    expect(test.server.requests[0]).toMatchObject({
      path: '/v1/orders/A%201%2F2?expand=x&expand=y%26z',
      headers: { authorization: `Bearer ${key}` },
    });
    expect(test.outcomes).toMatchObject([{ status: 200, method: 'GET' }]);
  });

  it('keeps an answer for as long as was asked', async () => {
    await using test = await shop((_request, response) => answerJson(response, 200, {}), {
      operations: [getOrder],
    });
    const cache = { key: 'order-1', seconds: 60 };
    await test.driver.callOperation(call({ id: '1' }, { cache }), calling());
    const again = await test.driver.callOperation(call({ id: '1' }, { cache }), calling());
    expect(again.isFromCache).toBe(true);
    expect(test.server.requests).toHaveLength(1);
  });

  it('refuses one that is switched off, that reaches further than was said, or that is gone', async () => {
    await using test = await shop((_request, response) => answerJson(response, 200, {}), {
      operations: [
        { ...getOrder, isEnabled: false },
        { id: 'pay', method: 'POST', path: '/pay', effect: 'irreversible' },
      ],
    });
    const { driver } = test;
    await expect(driver.callOperation(call({ id: '1' }), calling())).rejects.toMatchObject({
      code: 'INTEGRATION_REFUSED',
    });
    await expect(
      driver.callOperation(call({}, { operationId: 'pay', effect: 'write' }), calling()),
    ).rejects.toMatchObject({ code: 'INTEGRATION_REFUSED' });
    await expect(driver.callOperation(call({}, { operationId: 'gone' }), calling())).rejects.toMatchObject({
      code: 'OPERATION_NOT_FOUND',
    });
    expect(test.server.requests).toHaveLength(0);
  });

  it('causes a request of its own, which has its own event and recording', async () => {
    await using test = await shop((_request, response) => answerJson(response, 200, {}), {
      operations: [getOrder],
    });
    const asked: unknown[] = [];
    const live = createLiveDriver({ pool: noPool, now: () => 0, services: test.driver });
    const answer = await live.perform({
      name: 'operation.call',
      key: 'turn/1/1',
      stepId: null,
      request: call({ id: '1' }),
      signal: new AbortController().signal,
      cause(name, request, signal) {
        asked.push([name, request]);
        return live.perform({ name, key: 'turn/1/1/1', stepId: null, request, signal });
      },
    });
    expect(answer.status).toBe(200);
    expect(asked).toMatchObject([['service.request', { method: 'GET', integrationId: 'shop' }]]);
  });

  it('joins calls that are made at once, and gives each its own part', async () => {
    await using test = await shop(
      ({ body }, response) => {
        const { ids }: { ids: string[] } = JSON.parse(body);
        answerJson(response, 200, { found: ids.map((id) => `order ${id}`) });
      },
      {
        operations: [
          {
            method: 'POST',
            path: '/search',
            bodyFormat: 'json',
            parameters: [parameter('ids', 'body', { type: 'list' })],
            batchParameterId: 'ids',
            outputs: [{ id: 'o', name: 'found', path: 'found' }],
          },
        ],
      },
    );
    const [one, two] = await Promise.all([
      test.driver.callOperation(call({ ids: ['1'] }), calling('a')),
      test.driver.callOperation(call({ ids: ['2', '3'] }), calling('b')),
    ]);
    expect(test.server.requests).toHaveLength(1);
    expect([one.outputs, two.outputs]).toEqual([{ found: ['order 1'] }, { found: ['order 2', 'order 3'] }]);
  });
});

describe('waiting and trying again', () => {
  const busy = (times: number, status: number): Answer => {
    let left = times;
    return (_request, response) => {
      left -= 1;
      if (left >= 0) response.setHeader('retry-after', '0');
      answerJson(response, left >= 0 ? status : 200, {});
    };
  };
  const create = { method: 'POST', path: '/orders', bodyFormat: 'json', effect: 'write' };

  it('asks again after 503 when it only reads', async () => {
    await using test = await shop(busy(2, 503), { operations: [getOrder] });
    await test.driver.callOperation(call({ id: '1' }), calling());
    expect(test.server.requests).toHaveLength(3);
    expect(test.outcomes.map(({ status }) => status)).toContain(503);
  });

  it('does not repeat a write after 503, unless the service knows it by its key', async () => {
    await using plain = await shop(busy(1, 503), { operations: [create] });
    await expect(plain.driver.callOperation(call({}, { effect: 'write' }), calling())).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
    });
    expect(plain.server.requests).toHaveLength(1);

    await using known = await shop(busy(1, 503), {
      operations: [create],
      service: { idempotencyHeader: 'Idempotency-Key' },
    });
    await known.driver.callOperation(call({}, { effect: 'write' }), calling());
    const keys = known.server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('repeats a write after 429, since it was not taken', async () => {
    await using test = await shop(busy(1, 429), { operations: [create] });
    await test.driver.callOperation(call({}, { effect: 'write' }), calling());
    expect(test.server.requests).toHaveLength(2);
  });

  it('gives up at once when the service wants more time than there is', async () => {
    await using test = await shop(
      (_request, response) => {
        response.setHeader('retry-after', '60');
        answerJson(response, 429, {});
      },
      { operations: [getOrder] },
    );
    await expect(test.driver.callOperation(call({ id: '1' }), calling())).rejects.toMatchObject({
      code: 'INTEGRATION_RATE_LIMITED',
    });
  });

  it('shares its limit per minute, and says so when the queue would take too long', async () => {
    await using test = await shop((_request, response) => answerJson(response, 200, {}), {
      operations: [getOrder],
      requestsPerMinute: 2,
    });
    await test.driver.callOperation(call({ id: '1' }), calling('a'));
    const other = test.services.driverFor(test.access);
    await other.callOperation(call({ id: '2' }), calling('b'));
    await expect(other.callOperation(call({ id: '3' }), calling('c'))).rejects.toMatchObject({
      code: 'INTEGRATION_RATE_LIMITED',
    });
  });

  it('stops at its time, and says which integration was slow', async () => {
    await using test = await shop(() => undefined, { operations: [getOrder] });
    await expect(
      test.driver.callOperation(call({ id: '1' }, { timeoutMs: 100 }), calling()),
    ).rejects.toMatchObject({ code: 'HTTP_TIMEOUT', message: expect.stringContaining('“Shop”') });
  });
});

describe('keys and passwords', () => {
  it('sends name and password, and takes both forms of them out of the answer', async () => {
    await using test = await shop(
      ({ headers }, response) =>
        answerJson(response, 200, { seen: headers.authorization, password: 'pass word 123' }),
      {
        operations: [{ ...getOrder, outputs: [] }],
        service: { authorization: { kind: 'basic', username: 'me' } },
        secret: 'pass word 123',
      },
    );
    const { outputs } = await test.driver.callOperation(call({ id: '1' }), calling());
    expect(test.server.requests[0]?.headers.authorization).toBe(`Basic ${btoa('me:pass word 123')}`);
    expect(outputs).toEqual({ result: { seen: 'Basic [redacted]', password: '[redacted]' } });
  });

  it('sends nothing to a server that the key was not entered for', async () => {
    await using test = await shop((_request, response) => answerJson(response, 200, {}), {
      operations: [getOrder],
      servers: ['https://api.example.com'],
    });
    await expect(test.driver.callOperation(call({ id: '1' }), calling())).rejects.toMatchObject({
      code: 'INTEGRATION_NO_SECRET',
    });
    expect(test.server.requests).toHaveLength(0);
  });

  it('asks nothing of a request that is not below the base URL', async () => {
    await using test = await shop((_request, response) => answerJson(response, 200, {}), {});
    for (const path of ['/v2/x', '/v1/../admin', '/v1/%2e%2e/admin', '/v1evil']) {
      const asked = test.driver.request(
        {
          integrationId: 'shop',
          method: 'GET',
          url: `${test.server.url}${path}`,
          headers: [],
          body: null,
          effect: 'read',
          timeoutMs: 5000,
          cache: null,
        },
        calling(),
      );
      await expect(asked).rejects.toMatchObject({ code: 'INTEGRATION_REFUSED' });
    }
    expect(test.server.requests).toHaveLength(0);
  });

  it('does not take a key along on a redirect that leads elsewhere', async () => {
    await using elsewhere = await startWebServer((_request, response) => answerJson(response, 200, {}));
    await using test = await shop(
      (_request, response) => response.writeHead(307, { location: `${elsewhere.url}/v1/x` }).end(),
      { operations: [getOrder] },
    );
    await expect(test.driver.callOperation(call({ id: '1' }), calling())).rejects.toMatchObject({
      code: 'HTTP_REFUSED',
    });
    expect(elsewhere.requests).toHaveLength(0);
  });
});

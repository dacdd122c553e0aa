// What authors are shown of requests, and the answers that dry runs go on with.
import { describe, expect, it } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import type { Driver, EffectRequest } from '#shared/engine/effects.ts';
import { createDryRunDriver } from './dry-run-driver.ts';
import { httpOutside } from './http/http-outside.ts';
import { serviceOutside } from './services/service-outside.ts';
import { sqlOutside } from './services/sql-outside.ts';

const project = emptyProject('Shop', 'shop');
const common = { effect: 'write', timeoutMs: 1000, cache: null } as const;
const post: EffectRequest<'service.request'> = {
  ...common,
  integrationId: null,
  method: 'post',
  url: 'https://api.example.com/orders?key=1',
  headers: [
    ['Authorization', 'Bearer own'],
    ['x-shop', 'tea'],
  ],
  body: { contentType: 'application/json', text: '{"item":1}' },
};
const update: EffectRequest<'sql.query'> = {
  ...common,
  integrationId: 'db',
  sql: 'UPDATE orders SET state = ? WHERE id = ?',
  parameters: ['paid', 7],
  rowLimit: 10,
};
const fetched: EffectRequest<'http.request'> = {
  connectors: [],
  method: 'POST',
  url: 'https://api.example.com/orders?from=1#top',
  headers: [],
  body: null,
};

describe('requests', () => {
  it('are the same in kind whatever their query', () => {
    expect(httpOutside.subjectOf(fetched)).toBe('POST https://api.example.com/orders');
    expect(serviceOutside.subjectOf(post)).toBe('POST https://api.example.com/orders');
  });

  it('are shown without what gives access', () => {
    expect(serviceOutside.showRequest(post, null, project)).toEqual({
      address: 'POST https://api.example.com/orders?key=1',
      headers: { Authorization: '[redacted]', 'x-shop': 'tea', 'content-type': 'application/json' },
      body: { item: 1 },
    });
  });

  it.each([
    ['application/json', '{"a":1}', { a: 1 }],
    ['application/json', '{"a":', '{"a":'],
    ['application/x-www-form-urlencoded', 'a=1&b=x+y', { a: '1', b: 'x y' }],
    ['text/plain', 'hi', 'hi'],
  ])('of type %s show their body %s as %j', (type, text, shown) => {
    const request = {
      ...fetched,
      headers: [['Content-Type', type] satisfies [string, string]],
      body: { text },
    };
    expect(httpOutside.showRequest(request, null, project)['body']).toEqual(shown);
  });

  it('show bodies that are no text, and long ones, in short', () => {
    const bytes = { ...fetched, body: { base64: Buffer.alloc(30).toString('base64') } };
    expect(httpOutside.showRequest(bytes, null, project)['body']).toBe('30 bytes that are no text');
    const long = { ...fetched, body: { text: 'x'.repeat(30_000) } };
    expect(httpOutside.showRequest(long, null, project)['body']).toMatch(/… and 10,000 characters more$/u);
  });
});

describe('answers of dry runs', () => {
  it('say what they are by their text', () => {
    const json = httpOutside.respond(fetched, { status: 201, text: '{"id":1}' }, project);
    expect(json).toMatchObject({ status: 201, headers: [['content-type', 'application/json']], bytes: 8 });
    expect(httpOutside.answerOf(json)).toEqual({ status: 201, text: '{"id":1}' });
    const text = httpOutside.respond(fetched, { status: 500, text: 'Oops' }, project);
    expect(text.headers).toEqual([['content-type', 'text/plain;charset=utf-8']]);
  });

  it('are data for actions', () => {
    const answer = serviceOutside.respond(post, { status: 201, text: '{"id":1}' }, project);
    expect(answer).toMatchObject({ status: 201, body: { id: 1 }, attempts: 0 });
    expect(serviceOutside.answerOf(answer)).toEqual({ status: 201, text: '{"id":1}' });
    expect(serviceOutside.respond(post, serviceOutside.usualAnswer, project).body).toEqual({});
  });

  it('are rows for databases, and must be', () => {
    const text = '{"rows":[{"id":7}],"changed":1}';
    const answer = sqlOutside.respond(update, { status: null, text }, project);
    expect(answer).toMatchObject({ columns: ['id'], rows: [{ id: 7 }], changed: 1 });
    expect(sqlOutside.answerOf(answer)).toEqual({ status: null, text });
    expect(sqlOutside.respond(update, sqlOutside.usualAnswer, project).changed).toBe(1);
    expect(() => sqlOutside.respond(update, { status: null, text: '[1]' }, project)).toThrow(
      /cannot be read/u,
    );
  });
});

it('a dry run goes on from an operation to the request that it causes', async () => {
  const asked: string[] = [];
  const live: Driver = {
    perform(call) {
      asked.push(call.name);
      return Promise.reject(new Error('Performed'));
    },
  };
  const dry = createDryRunDriver(live, {
    pretend: ({ name }) => {
      asked.push(`pretended ${name}`);
      return serviceOutside.respond(post, serviceOutside.usualAnswer, project);
    },
  });
  const { signal } = new AbortController();
  const place = { key: 't/1/1', stepId: null, signal };
  const operation = { ...common, integrationId: 'shop', operationId: 'order', parameters: {} };
  const cause = () => Promise.reject(new Error('Caused'));
  await expect(dry.perform({ ...place, name: 'operation.call', request: operation, cause })).rejects.toThrow(
    'Performed',
  );
  await expect(dry.perform({ ...place, name: 'service.request', request: post })).resolves.toMatchObject({
    status: 200,
  });
  expect(asked).toEqual(['operation.call', 'pretended service.request']);
});

import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { startDemoServices } from '#shared/demo-services/demo-services.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { demo } from '#shared/model/integration-presets/demo.ts';
import { largeOpenApi } from '#tests/helpers/large-openapi.ts';
import { readOpenApi, takeOperations } from './read-openapi.ts';
import { readOpenApiApart, takeOperationsApart } from './read-apart.ts';

const signal = new AbortController().signal;

const shop = (more: object = {}): object => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '2' },
  servers: [{ url: 'https://{region}.example.com/v1/', variables: { region: { default: 'eu' } } }],
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'query', name: 'api_key' },
      sign: {
        type: 'oauth2',
        flows: {
          authorizationCode: {
            authorizationUrl: 'https://id.example.com/authorize',
            tokenUrl: 'https://id.example.com/token',
            scopes: { 'orders.read': '', 'orders.write': '' },
          },
        },
      },
    },
    schemas: {
      Order: {
        type: 'object',
        required: ['item', 'customer'],
        properties: {
          id: { type: 'string', readOnly: true },
          item: { type: 'string' },
          count: { type: ['integer', 'null'], default: 1 },
          size: { enum: ['s', 'm'] },
          customer: { allOf: [{ $ref: '#/components/schemas/Person' }], required: ['email'] },
          related: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
        },
      },
      Person: {
        type: 'object',
        properties: {
          email: { type: 'string', format: 'email' },
          friend: { $ref: '#/components/schemas/Person' },
        },
      },
    },
  },
  security: [{ sign: ['orders.read'] }],
  paths: {
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        summary: 'Get an order',
        tags: ['Orders'],
        parameters: [
          { name: 'x-trace', in: 'header', schema: { type: 'string' } },
          { name: 'Authorization', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          '200': {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
        },
      },
    },
    '/orders': {
      post: {
        operationId: 'createOrder',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
        responses: { '201': { description: 'Made' } },
      },
    },
  },
  ...more,
});

describe('reading a document', () => {
  it('makes operations of paths: parameters, outputs and a sample', () => {
    const text = JSON.stringify(shop());
    const { operations, service, title } = readOpenApi(text, null);
    const [get, create] = takeOperations(text, ['POST /orders', 'GET /orders/{id}']);
    expect(title).toBe('Shop');
    expect(operations.map(({ key, tag, effect }) => [key, tag, effect])).toEqual([
      ['GET /orders/{id}', 'Orders', 'read'],
      ['POST /orders', '', 'irreversible'],
    ]);
    expect(get?.parameters.map(({ name, in: place, type }) => [name, place, type])).toEqual([
      ['id', 'path', 'number'],
      ['x_trace', 'header', 'string'],
    ]);
    expect(get?.outputs.map(({ path }) => path)).toContain('customer.email');
    expect(get?.sample).toMatchObject({ count: 1, size: 's', customer: { email: 'jane@example.com' } });
    expect(
      create?.parameters.map(({ name, target, type, isRequired, fallback }) => [
        name,
        target,
        type,
        isRequired,
        fallback,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['item', 'item', 'string', true, null],
        ['customer_email', 'customer.email', 'string', true, null],
        ['count', 'count', 'number', false, 1],
        ['size', 'size', 'choice', false, null],
        ['related', 'related', 'list', false, null],
      ]),
    );
    expect(create?.parameters.some(({ target }) => target === 'id')).toBe(false);
    for (const operation of [get, create]) {
      operationSchema.parse({ ...operation, id: 'o', integrationId: 'i' });
    }
    expect(service).toMatchObject({
      baseUrl: 'https://eu.example.com/v1',
      authorization: { kind: 'oauth2', grant: 'authorization-code', scopes: ['orders.read'] },
    });
  });

  it('reads YAML, and addresses that are relative to where it was fetched', () => {
    const { service } = readOpenApi(
      dump(shop({ servers: [{ url: '/api' }], security: [{ key: [] }] })),
      'https://docs.example.com/v1/openapi.yaml',
    );
    expect(service).toMatchObject({
      baseUrl: 'https://docs.example.com/api',
      authorization: { kind: 'api-key', placement: { in: 'query', name: 'api_key' } },
    });
  });

  it('finds the demo services’ operations in the document that they give', async () => {
    await using server = await startDemoServices({ port: 0 });
    const text = await (await fetch(`${server.url}/openapi.json`)).text();
    const { service } = readOpenApi(text, server.url);
    expect(service).toMatchObject({ baseUrl: server.url, authorization: { kind: 'api-key' } });
    for (const { method, path, parameters, outputs } of demo.operations) {
      const [read] = takeOperations(text, [`${method} ${path}`]);
      expect(new Set(read?.parameters.map(({ target }) => target))).toEqual(
        new Set(parameters.map(({ target }) => target)),
      );
      for (const { path: output } of outputs)
        expect(read?.outputs.map((each) => each.path)).toContain(output);
    }
  });

  it.each([
    ['[]', 'a list or a text'],
    ['{"swagger":"2.0"}', 'version 2'],
    ['{"openapi":"3.0.0","paths":{}}', 'no operations'],
    ['{', 'neither JSON nor YAML'],
    ['a: [', 'neither JSON nor YAML'],
  ])('says what is wrong with %s', (text, why) => {
    expect(() => readOpenApi(text, null)).toThrow(why);
  });
});

it('reads ten megabytes apart, in less than five seconds, with cycles in every schema', async () => {
  const text = largeOpenApi(9.9);
  const startedAt = performance.now();
  const { operations } = await readOpenApiApart(text, null, signal);
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(operations.length).toBeGreaterThan(1000);
  const keys = operations.slice(0, 300).map(({ key }) => key);
  expect(await takeOperationsApart(text, keys, signal)).toHaveLength(300);
});

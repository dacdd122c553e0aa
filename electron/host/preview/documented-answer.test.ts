import { expect, test } from 'vitest';
import type { EffectRequest } from '#shared/engine/effects.ts';
import { integrationSchema } from '#shared/model/entities/integration.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { documentedAnswer } from './documented-answer.ts';

const integrations = [
  integrationSchema.parse({
    id: 'shop',
    name: 'Shop',
    service: { kind: 'http', baseUrl: 'https://shop.example/api/' },
  }),
];
const operations = [
  operationSchema.parse({
    id: 'o1',
    integrationId: 'shop',
    name: 'Cancel an order',
    method: 'POST',
    path: '/orders/{order}/cancel',
    sample: { status: 'cancelled' },
  }),
];

function answerTo(method: string, url: string): string | undefined {
  const request: EffectRequest<'service.request'> = {
    effect: 'write',
    timeoutMs: 1000,
    cache: null,
    integrationId: 'shop',
    method,
    url,
    headers: [],
    body: null,
  };
  return documentedAnswer(request, { integrations, operations })?.text.replaceAll(/\s/gu, '');
}

test('a request is answered with the sample of the operation that it is of', () => {
  expect(answerTo('POST', 'https://shop.example/api/orders/A-1/cancel?why=late')).toBe(
    '{"status":"cancelled"}',
  );
});

test('another method, another path or another place has no sample', () => {
  expect(answerTo('GET', 'https://shop.example/api/orders/A-1/cancel')).toBeUndefined();
  expect(answerTo('POST', 'https://shop.example/api/orders/A-1')).toBeUndefined();
  expect(answerTo('POST', 'https://shop.example/orders/A-1/cancel')).toBeUndefined();
});

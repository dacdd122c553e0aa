// The snippets as authors use them: inserted into a step, run in the sandbox, against a server that answers as documented.
import { parse } from 'acorn';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress } from '#shared/drivers/http/egress.ts';
import { createSendThroughConnector, type SendHttp } from '#shared/drivers/http/send-through-connector.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { codeFacts } from '#shared/engine/check/code-facts.ts';
import { connectorSchema } from '#shared/model/entities/connector.ts';
import { codeSnippets, insertSnippet } from '#shared/model/snippets/insert-snippet.ts';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { defaultCodeLimits } from '#shared/sandbox/protocol/code-limits.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { startStripeServer, stripeKey, type StripeServer } from '#tests/helpers/stripe-server.ts';

const pool = createRunnerPool({ maxRunners: 1, spares: 1 });
const egress = createEgress();
let server: StripeServer;
let send: SendHttp;

beforeAll(async () => {
  server = await startStripeServer();
  const origin = `http://localhost:${server.port}`;
  const connector = connectorSchema.parse({
    id: 'stripe',
    name: 'Stripe',
    provider: 'stripe',
    urlPatterns: [`${origin}/*`],
    secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
  });
  send = createSendThroughConnector({
    connectors: () => [connector],
    secretOf: () => Promise.resolve({ value: stripeKey, origins: [origin] }),
    egress: () => egress,
    allowsLocal: () => true,
  });
});
afterAll(async () => {
  await pool.close();
  await egress.close();
  await server[Symbol.asyncDispose]();
});
beforeEach(() => {
  server.forget();
});

const starter = String(definitions.find(({ kind }) => kind === 'code')?.settings.parse({})['code']);
const snippet = (id: string) => {
  const found = codeSnippets.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no snippet ${id}`);
  return found;
};

const verified = {
  internalId: 'u1',
  externalId: 'c1',
  type: 'identified',
  session: { verified: true },
  name: 'Jane',
  attrs: { stripeCustomerId: 'cus_jane' },
};
const contextOf = (user: object = {}, channel: object | null = null) => ({
  workspace: { id: 'w', name: 'W' },
  user: { ...verified, ...user },
  organizations: [],
  participants: [],
  messages: [],
  trigger: { kind: 'message', message: { content: 'Hi', channel } },
});

interface Trial {
  readonly user?: object;
  readonly args?: JsonObject;
  readonly channel?: object | null;
}

async function tryIt(id: string, { user = {}, args = {}, channel = null }: Trial = {}): Promise<JsonObject> {
  const code = insertSnippet(starter, snippet(id))
    .replaceAll('https://api.stripe.com', `http://localhost:${server.port}`)
    .replaceAll('https://api.example.com', `http://localhost:${server.port}`);
  const context: JsonObject = JSON.parse(JSON.stringify(contextOf(user, channel)));
  const { result } = await pool.run(
    { code, context, args, seed: 's', entropy: 'e', now: 1_760_000_000_000, limits: defaultCodeLimits },
    { fetch: (request, signal) => send({ ...request, connectors: ['stripe'] }, signal) },
  );
  return result;
}
const refusalOf = (trying: Promise<unknown>): Promise<string> =>
  trying.then(
    () => Promise.reject(new Error('It was not refused')),
    (thrown: unknown) => AppError.from(thrown).message,
  );

const withCustomer = ['stripe-subscription', 'stripe-invoices', 'stripe-billing-portal'];

describe('verified customers only', () => {
  it.each(['assert-verified-web-user', ...withCustomer])(
    '%s refuses everyone else before it asks',
    async (id) => {
      const anonymous = { type: 'anonymous', session: { verified: null }, externalId: null };
      expect(await refusalOf(tryIt(id, { user: anonymous }))).toContain('not signed in');
      expect(await refusalOf(tryIt(id, { user: { session: { verified: false } } }))).toContain(
        'not confirmed',
      );
      expect(await refusalOf(tryIt(id, { user: { session: undefined } }))).toContain('not confirmed');
      expect(await refusalOf(tryIt(id, { channel: { kind: 'email' } }))).toContain('by e-mail');
      expect(server.requests).toEqual([]);
    },
  );

  it('lets verified ones pass', async () => {
    expect(await tryIt('assert-verified-web-user')).toEqual({});
  });
});

describe('the customer at Stripe', () => {
  it.each(withCustomer)('of %s is that of the profile, and no other that args name', async (id) => {
    expect(await refusalOf(tryIt(id, { args: { customerId: 'cus_john' } }))).toContain(
      'not the id of this customer',
    );
    expect(await refusalOf(tryIt(id, { user: { attrs: {} } }))).toContain('no stripeCustomerId');
    expect(await refusalOf(tryIt(id, { user: { attrs: { stripeCustomerId: '../x' } } }))).toContain(
      'no stripeCustomerId',
    );
    expect(server.requests).toEqual([]);
    await tryIt(id, { args: { customerId: 'cus_jane' } });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${stripeKey}`);
  });

  it.each(withCustomer)('who is unknown to Stripe gives %s an error in its words', async (id) => {
    const user = { attrs: { stripeCustomerId: 'cus_gone' } };
    expect(await refusalOf(tryIt(id, { user }))).toContain("Stripe refused: No such customer: 'cus_gone'");
  });
});

it('a subscription is found with what customers ask for', async () => {
  expect(await tryIt('stripe-subscription')).toEqual({
    subscription: {
      plan: 'Pro',
      status: 'active',
      amount: 49,
      currency: 'EUR',
      interval: 'month',
      paidUntil: '2026-12-01',
      isEnding: false,
    },
  });
  const user = { attrs: { stripeCustomerId: 'cus_new' } };
  expect(await tryIt('stripe-subscription', { user })).toEqual({ subscription: null });
});

it('invoices are listed with their links', async () => {
  expect(await tryIt('stripe-invoices')).toEqual({
    invoices: [
      {
        number: 'A-2',
        date: '2026-11-01',
        total: 49,
        currency: 'EUR',
        status: 'open',
        link: 'https://invoice.stripe.com/i/2',
      },
      { number: 'in_1', date: '2026-10-01', total: 49, currency: 'EUR', status: 'paid', link: null },
    ],
  });
});

it('a link to the billing portal is made with a form', async () => {
  expect(await tryIt('stripe-billing-portal')).toEqual({
    portalLink: 'https://billing.stripe.com/p/session/cus_jane',
  });
  expect(server.requests[0]).toMatchObject({ method: 'POST', body: 'customer=cus_jane' });
});

describe('JSON of any service', () => {
  it('is got page by page', async () => {
    expect(await tryIt('get-json')).toEqual({ count: 5, names: ['one', 'two', 'three', 'four', 'five'] });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/items',
      '/items?page=2',
      '/items?page=2&starting_after=4',
    ]);
  });

  it('is sent with a key of its own', async () => {
    expect(await tryIt('post-json')).toEqual({ id: 'item_1' });
    expect(server.requests[0]?.body).toBe('{"name":"Jane"}');
    expect(server.requests[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/u);
  });

  it('that is none, or an error, says so', async () => {
    expect(await refusalOf(tryIt('post-json', { user: { name: 'break' } }))).toContain('status 500: Oops');
    expect(await refusalOf(tryIt('post-json', { user: { name: 'html' } }))).toContain(
      'did not answer with JSON',
    );
  });
});

describe('inserting', () => {
  it.each(codeSnippets.map(({ id }) => id))(
    '%s gives code that can be read, twice too, and that checks like',
    (id) => {
      const once = insertSnippet(starter, snippet(id));
      const twice = insertSnippet(
        insertSnippet(
          'const a = 1;\nexport default function ({ context, args }) { return { a }; }',
          snippet(id),
        ),
        snippet('get-json'),
      );
      for (const code of [once, twice]) parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
      expect(twice).toContain('return { a };');
      const { sentUnchecked, wholeAnswerLine } = codeFacts(once);
      expect({ sentUnchecked, wholeAnswerLine }).toEqual({ sentUnchecked: [], wholeAnswerLine: undefined });
    },
  );

  it('into nothing makes a step of it', () => {
    expect(insertSnippet('', snippet('stripe-invoices'))).toContain('return { invoices };');
  });

  it('the guard twice adds it once', () => {
    const once = insertSnippet(starter, snippet('assert-verified-web-user'));
    expect(insertSnippet(once, snippet('assert-verified-web-user'))).toBe(once);
  });
});

// A server that answers as Stripe's API is documented to, for one customer, and as a plain JSON service beside it.
import type { ServerResponse } from 'node:http';
import { answerJson, type SeenRequest, startWebServer, type WebServer } from './web-server.ts';

export const stripeKey = 'sk_test_51HxQ2eZvKYlo2C';

export interface StripeServer extends WebServer {
  forget(): void;
}

export async function startStripeServer(): Promise<StripeServer> {
  const requests: SeenRequest[] = [];
  const server = await startWebServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  return {
    port: server.port,
    url: server.url,
    requests,
    forget: () => void requests.splice(0),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function answer({ method, path, headers, body }: SeenRequest, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  if (pathname === '/items') return answerItems(method, searchParams, body, response);
  if (headers.authorization !== `Bearer ${stripeKey}`) {
    // As Stripe does: it repeats a part of the key that it was sent.
    return refuse(response, 401, `Invalid API Key provided: ${headers.authorization ?? ''}`);
  }
  const customer = (method === 'POST' ? new URLSearchParams(body) : searchParams).get('customer') ?? '';
  if (pathname === '/v1/customers') return list(response, pathname, [{ id: 'cus_jane', object: 'customer' }]);
  if (customer !== 'cus_jane' && customer !== 'cus_new') {
    return refuse(response, 400, `No such customer: '${customer}'`);
  }
  const isKnown = customer === 'cus_jane';
  if (pathname === '/v1/subscriptions') return list(response, pathname, isKnown ? subscriptions : []);
  if (pathname === '/v1/invoices') return list(response, pathname, isKnown ? invoices : []);
  if (pathname === '/v1/billing_portal/sessions' && method === 'POST') {
    const url = `https://billing.stripe.com/p/session/${customer}`;
    return answerJson(response, 200, { id: 'bps_1', object: 'billing_portal.session', customer, url });
  }
  return refuse(response, 404, `Unrecognized request URL (${method}: ${pathname}).`);
}

function list(response: ServerResponse, url: string, data: readonly object[]): void {
  answerJson(response, 200, { object: 'list', data, has_more: false, url });
}

function refuse(response: ServerResponse, status: number, message: string): void {
  answerJson(response, status, { error: { message, type: 'invalid_request_error' } });
}

const price = {
  id: 'price_1',
  object: 'price',
  nickname: 'Pro',
  unit_amount: 4900,
  currency: 'eur',
  recurring: { interval: 'month', interval_count: 1 },
};

const subscriptions = [
  { id: 'sub_0', object: 'subscription', status: 'canceled', items: { data: [] } },
  {
    id: 'sub_1',
    object: 'subscription',
    status: 'active',
    cancel_at_period_end: false,
    items: { object: 'list', data: [{ id: 'si_1', price, current_period_end: 1_796_083_200 }] },
  },
];

const invoices = [
  {
    id: 'in_2',
    object: 'invoice',
    number: 'A-2',
    created: 1_793_491_200,
    total: 4900,
    currency: 'eur',
    status: 'open',
    hosted_invoice_url: 'https://invoice.stripe.com/i/2',
  },
  {
    id: 'in_1',
    object: 'invoice',
    number: null,
    created: 1_790_812_800,
    total: 4900,
    currency: 'eur',
    status: 'paid',
  },
];

/** Pages by a Link header, by a link in the answer, and by the last id. */
function answerItems(method: string, query: URLSearchParams, body: string, response: ServerResponse): void {
  if (method === 'POST') {
    if (body.includes('break')) response.writeHead(500).end('Oops');
    else if (body.includes('html'))
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello</p>');
    else answerJson(response, 201, { id: 'item_1' });
    return;
  }
  const items = ['one', 'two', 'three', 'four', 'five'].map((name, index) => ({ id: index + 1, name }));
  if (query.get('starting_after') !== null)
    answerJson(response, 200, { data: items.slice(4), has_more: false });
  else if (query.get('page') === '2') answerJson(response, 200, { data: items.slice(2, 4), has_more: true });
  else {
    response.setHeader('link', '</items>; rel="first", </items?page=2>; rel="next"');
    answerJson(response, 200, items.slice(0, 2));
  }
}

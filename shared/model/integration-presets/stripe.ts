// https://docs.stripe.com/api
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

export const stripe: IntegrationPreset = {
  id: 'stripe',
  title: 'Stripe',
  detail: 'Customers, subscriptions, invoices, discounts',
  blanks: [],
  service: httpService(
    'https://api.stripe.com/v1',
    { kind: 'bearer' },
    { idempotencyHeader: 'Idempotency-Key' },
  ),
  requestsPerMinute: 1500,
  secretLabel: 'Secret key',
  secretHint: 'sk_live_… or, better, a restricted key rk_live_…',
  helpUrl: 'https://dashboard.stripe.com/apikeys',
  operations: [
    presetOperation({
      name: 'Find a customer by e-mail',
      method: 'GET',
      path: '/customers',
      parameters: [
        parameter('query', 'email'),
        parameter('query', 'limit', { ...optional, type: 'number', fallback: 1 }),
      ],
      outputs: { customerId: 'data[0].id', name: 'data[0].name', balance: 'data[0].balance' },
      sample: {
        object: 'list',
        data: [{ id: 'cus_123', email: 'jane@example.com', name: 'Jane', balance: 0 }],
      },
    }),
    presetOperation({
      name: 'List subscriptions',
      method: 'GET',
      path: '/subscriptions',
      parameters: [
        parameter('query', 'customer'),
        parameter('query', 'status', { ...optional, fallback: 'all' }),
      ],
      outputs: {
        subscriptionId: 'data[0].id',
        status: 'data[0].status',
        product: 'data[0].items.data[0].price.product',
        periodEnd: 'data[0].items.data[0].current_period_end',
      },
      sample: {
        object: 'list',
        data: [
          {
            id: 'sub_123',
            status: 'active',
            items: { data: [{ current_period_end: 1_790_000_000, price: { product: 'prod_123' } }] },
          },
        ],
      },
    }),
    presetOperation({
      name: 'Apply a discount',
      description: 'Puts a coupon on a subscription.',
      method: 'POST',
      path: '/subscriptions/{subscription}',
      bodyFormat: 'form',
      effect: 'write',
      permission: 'verified',
      parameters: [
        parameter('path', 'subscription'),
        parameter('body', 'discounts[0][coupon]', { name: 'coupon' }),
      ],
      outputs: { subscriptionId: 'id', status: 'status' },
      sample: { id: 'sub_123', object: 'subscription', status: 'active', discounts: ['di_123'] },
    }),
    presetOperation({
      name: 'Update contact info',
      method: 'POST',
      path: '/customers/{customer}',
      bodyFormat: 'form',
      effect: 'write',
      permission: 'verified',
      parameters: [
        parameter('path', 'customer'),
        parameter('body', 'email', optional),
        parameter('body', 'name', optional),
        parameter('body', 'phone', optional),
      ],
      outputs: { customerId: 'id', email: 'email', phone: 'phone' },
      sample: { id: 'cus_123', object: 'customer', email: 'jane@example.com', phone: '+15555550100' },
    }),
    presetOperation({
      name: 'Refund a payment',
      method: 'POST',
      path: '/refunds',
      bodyFormat: 'form',
      effect: 'irreversible',
      permission: 'operator',
      parameters: [
        parameter('body', 'payment_intent'),
        parameter('body', 'amount', {
          ...optional,
          type: 'number',
          description: 'In cents; all of it when left out.',
        }),
      ],
      outputs: { refundId: 'id', status: 'status', amount: 'amount' },
      sample: { id: 're_123', object: 'refund', status: 'succeeded', amount: 1000 },
    }),
  ],
};

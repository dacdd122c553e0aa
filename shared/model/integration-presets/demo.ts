// The demo services that come with Dialogram: shared/demo-services.
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

/** Where `npm run demo-services` listens, and what it wants to see. */
export const demoPort = 47_640;
export const demoKey = 'demo-key-12345678';

export const demo: IntegrationPreset = {
  id: 'demo',
  title: 'Demo services',
  detail: 'Orders, calendar, tickets, discounts, mail and contacts, on this computer',
  blanks: [],
  service: httpService(
    `http://localhost:${demoPort}`,
    { kind: 'api-key', placement: { in: 'header', name: 'X-Api-Key', template: '{{secret}}' } },
    { idempotencyHeader: 'Idempotency-Key' },
  ),
  requestsPerMinute: 600,
  secretLabel: 'Key',
  secretHint: demoKey,
  helpUrl: '',
  operations: [
    presetOperation({
      name: 'Check order status',
      method: 'GET',
      path: '/orders/{order}',
      parameters: [parameter('path', 'order', { description: 'Such as A-1001.' })],
      outputs: {
        order: 'id',
        status: 'status',
        item: 'item',
        deliveredOn: 'expectedDelivery',
        tracking: 'tracking.url',
      },
      sample: {
        id: 'A-1001',
        status: 'shipped',
        item: 'Espresso machine',
        expectedDelivery: '2026-12-02',
        total: 249,
        email: 'jane@example.com',
        tracking: { carrier: 'Parcel Post', url: 'https://track.example.com/PP-1001' },
      },
    }),
    presetOperation({
      name: 'Find free times',
      method: 'GET',
      path: '/calendar/free',
      parameters: [parameter('query', 'date', { description: 'As 2026-12-01.' })],
      outputs: { times: 'times' },
      sample: { date: '2026-12-01', times: ['09:00', '09:30', '14:00'] },
    }),
    presetOperation({
      name: 'Schedule a callback',
      method: 'POST',
      path: '/calendar/callbacks',
      bodyFormat: 'json',
      effect: 'write',
      permission: 'identified',
      parameters: [
        parameter('body', 'phone'),
        parameter('body', 'at', { description: 'When, as 2026-12-01T14:00.' }),
        parameter('body', 'about', optional),
      ],
      outputs: { callback: 'id', at: 'at' },
      sample: { id: 'CB-1', phone: '+15555550100', at: '2026-12-01T14:00', status: 'scheduled' },
    }),
    presetOperation({
      name: 'Apply a discount',
      method: 'POST',
      path: '/discounts',
      bodyFormat: 'json',
      effect: 'irreversible',
      permission: 'verified',
      parameters: [
        parameter('body', 'order'),
        parameter('body', 'percent', { type: 'number', description: 'At most 50.' }),
        parameter('body', 'reason', optional),
      ],
      outputs: { discount: 'id', newTotal: 'newTotal' },
      sample: { id: 'D-1', order: 'A-1001', percent: 10, newTotal: 224.1 },
    }),
    presetOperation({
      name: 'Create a ticket',
      method: 'POST',
      path: '/tickets',
      bodyFormat: 'json',
      effect: 'write',
      parameters: [
        parameter('body', 'subject'),
        parameter('body', 'message'),
        parameter('body', 'customer.email', { ...optional, name: 'email' }),
        parameter('body', 'priority', {
          ...optional,
          type: 'choice',
          choices: ['low', 'normal', 'high'].map((value) => ({ id: value, value })),
          fallback: 'normal',
        }),
      ],
      outputs: { ticket: 'id', status: 'status' },
      sample: { id: 'T-1', subject: 'Broken', status: 'open', priority: 'normal' },
    }),
    presetOperation({
      name: 'Send a confirmation',
      method: 'POST',
      path: '/mail',
      bodyFormat: 'json',
      effect: 'irreversible',
      permission: 'identified',
      parameters: [parameter('body', 'to'), parameter('body', 'subject'), parameter('body', 'text')],
      outputs: { mail: 'id' },
      sample: { id: 'M-1', to: 'jane@example.com', status: 'sent' },
    }),
    presetOperation({
      name: 'Update contact info',
      method: 'PATCH',
      path: '/contacts/{email}',
      bodyFormat: 'json',
      effect: 'write',
      permission: 'verified',
      parameters: [
        parameter('path', 'email', { description: 'Whose contact it is.' }),
        parameter('body', 'name', optional),
        parameter('body', 'email', { ...optional, name: 'newEmail' }),
        parameter('body', 'phone', optional),
        parameter('body', 'address', optional),
      ],
      outputs: { name: 'name', phone: 'phone', address: 'address' },
      sample: {
        email: 'jane@example.com',
        name: 'Jane Doe',
        phone: '+15555550100',
        address: '1 Main Street',
      },
    }),
  ],
};

// https://developer.zendesk.com/api-reference/ticketing
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

export const zendesk: IntegrationPreset = {
  id: 'zendesk',
  title: 'Zendesk',
  detail: 'Tickets and users',
  blanks: [
    { name: 'subdomain', label: 'Subdomain', placeholder: 'my-company (of my-company.zendesk.com)' },
    { name: 'email', label: 'E-mail of the account', placeholder: 'agent@example.com' },
  ],
  service: httpService(
    'https://{subdomain}.zendesk.com/api/v2',
    { kind: 'basic', username: '{email}/token' },
    { idempotencyHeader: 'Idempotency-Key' },
  ),
  requestsPerMinute: 200,
  secretLabel: 'API token',
  secretHint: 'Made in the Admin Center, below Apps and integrations',
  helpUrl: 'https://support.zendesk.com/hc/en-us/articles/4408889192858',
  operations: [
    presetOperation({
      name: 'Create a ticket',
      method: 'POST',
      path: '/tickets.json',
      bodyFormat: 'json',
      effect: 'write',
      parameters: [
        parameter('body', 'ticket.subject'),
        parameter('body', 'ticket.comment.body', { name: 'message' }),
        parameter('body', 'ticket.requester.name', { ...optional, name: 'requesterName' }),
        parameter('body', 'ticket.requester.email', { ...optional, name: 'requesterEmail' }),
        parameter('body', 'ticket.priority', {
          ...optional,
          type: 'choice',
          choices: ['low', 'normal', 'high', 'urgent'].map((value) => ({ id: value, value })),
        }),
      ],
      outputs: { ticketId: 'ticket.id', status: 'ticket.status' },
      sample: { ticket: { id: 35_436, status: 'new', subject: 'My printer is on fire', priority: null } },
    }),
    presetOperation({
      name: 'Check a ticket',
      method: 'GET',
      path: '/tickets/{ticket}.json',
      permission: 'identified',
      parameters: [parameter('path', 'ticket', { type: 'number' })],
      outputs: { status: 'ticket.status', subject: 'ticket.subject', updatedAt: 'ticket.updated_at' },
      sample: {
        ticket: {
          id: 35_436,
          status: 'open',
          subject: 'My printer is on fire',
          updated_at: '2026-01-31T12:00:00Z',
        },
      },
    }),
    presetOperation({
      name: 'Find a user by e-mail',
      method: 'GET',
      path: '/users/search.json',
      parameters: [parameter('query', 'query', { name: 'email' })],
      outputs: { userId: 'users[0].id', name: 'users[0].name', phone: 'users[0].phone' },
      sample: { users: [{ id: 5, name: 'Jane', email: 'jane@example.com', phone: null }], count: 1 },
    }),
    presetOperation({
      name: 'Update contact info',
      method: 'PUT',
      path: '/users/{user}.json',
      bodyFormat: 'json',
      effect: 'write',
      permission: 'verified',
      parameters: [
        parameter('path', 'user', { type: 'number' }),
        parameter('body', 'user.name', optional),
        parameter('body', 'user.email', optional),
        parameter('body', 'user.phone', optional),
      ],
      outputs: { userId: 'user.id', email: 'user.email', phone: 'user.phone' },
      sample: { user: { id: 5, name: 'Jane', email: 'jane@example.com', phone: '+15555550100' } },
    }),
  ],
};

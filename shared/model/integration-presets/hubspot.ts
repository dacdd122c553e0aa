// https://developers.hubspot.com/docs/api-reference/crm-objects-v3
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

const email = parameter('path', 'email');
const byEmail = parameter('query', 'idProperty', { ...optional, fallback: 'email' });

export const hubspot: IntegrationPreset = {
  id: 'hubspot',
  title: 'HubSpot',
  detail: 'Contacts, tickets, meetings',
  blanks: [],
  service: httpService('https://api.hubapi.com', { kind: 'bearer' }),
  requestsPerMinute: 600,
  secretLabel: 'Access token',
  secretHint: 'pat-…, of a private app',
  helpUrl: 'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview',
  operations: [
    presetOperation({
      name: 'Find a contact by e-mail',
      method: 'GET',
      path: '/crm/v3/objects/contacts/{email}',
      parameters: [
        email,
        byEmail,
        parameter('query', 'properties', { ...optional, fallback: 'email,firstname,lastname,phone' }),
      ],
      outputs: {
        contactId: 'id',
        firstName: 'properties.firstname',
        lastName: 'properties.lastname',
        phone: 'properties.phone',
      },
      sample: {
        id: '512',
        properties: { email: 'jane@example.com', firstname: 'Jane', lastname: 'Doe', phone: '+15555550100' },
      },
    }),
    presetOperation({
      name: 'Update contact info',
      method: 'PATCH',
      path: '/crm/v3/objects/contacts/{email}',
      bodyFormat: 'json',
      effect: 'write',
      permission: 'verified',
      parameters: [
        email,
        byEmail,
        parameter('body', 'properties.email', { ...optional, name: 'newEmail' }),
        parameter('body', 'properties.firstname', optional),
        parameter('body', 'properties.lastname', optional),
        parameter('body', 'properties.phone', optional),
      ],
      outputs: { contactId: 'id', updatedAt: 'updatedAt' },
      sample: { id: '512', properties: { phone: '+15555550100' }, updatedAt: '2026-01-31T12:00:00.000Z' },
    }),
    presetOperation({
      name: 'Create a ticket',
      method: 'POST',
      path: '/crm/v3/objects/tickets',
      bodyFormat: 'json',
      effect: 'irreversible',
      parameters: [
        parameter('body', 'properties.subject'),
        parameter('body', 'properties.content'),
        parameter('body', 'properties.hs_pipeline', { ...optional, name: 'pipeline', fallback: '0' }),
        parameter('body', 'properties.hs_pipeline_stage', { ...optional, name: 'stage', fallback: '1' }),
      ],
      outputs: { ticketId: 'id' },
      sample: { id: '7001', properties: { subject: 'Broken', hs_pipeline_stage: '1' } },
    }),
    presetOperation({
      name: 'Schedule a callback',
      description: 'Puts a call on the list of the team.',
      method: 'POST',
      path: '/crm/v3/objects/calls',
      bodyFormat: 'json',
      effect: 'irreversible',
      permission: 'identified',
      parameters: [
        parameter('body', 'properties.hs_timestamp', {
          name: 'at',
          description: 'When, as 2026-01-31T12:00:00Z.',
        }),
        parameter('body', 'properties.hs_call_title', { name: 'title' }),
        parameter('body', 'properties.hs_call_body', { ...optional, name: 'note' }),
        parameter('body', 'properties.hs_call_to_number', { name: 'phone' }),
      ],
      outputs: { callId: 'id' },
      sample: { id: '9001', properties: { hs_timestamp: '2026-01-31T12:00:00Z' } },
    }),
  ],
};

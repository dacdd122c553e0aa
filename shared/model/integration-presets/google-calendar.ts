// https://developers.google.com/workspace/calendar/api/v3/reference
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

const calendar = parameter('path', 'calendar', { ...optional, fallback: 'primary' });

export const googleCalendar: IntegrationPreset = {
  id: 'google-calendar',
  title: 'Google Calendar',
  detail: 'Free times, appointments, callbacks',
  blanks: [],
  service: httpService('https://www.googleapis.com/calendar/v3', {
    kind: 'oauth2',
    grant: 'authorization-code',
    authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    revocationUrl: 'https://oauth2.googleapis.com/revoke',
    clientId: '',
    sendsSecretIn: 'body',
    scopes: [
      'https://www.googleapis.com/auth/calendar.events',
      'https://www.googleapis.com/auth/calendar.freebusy',
    ],
    extra: { access_type: 'offline', prompt: 'consent' },
  }),
  requestsPerMinute: 300,
  secretLabel: 'Client secret',
  secretHint: 'Of an OAuth client of the kind “Desktop app”',
  helpUrl: 'https://console.cloud.google.com/apis/credentials',
  operations: [
    presetOperation({
      name: 'Find busy times',
      method: 'POST',
      path: '/freeBusy',
      bodyFormat: 'json',
      parameters: [
        parameter('body', 'timeMin', { name: 'from' }),
        parameter('body', 'timeMax', { name: 'to' }),
        parameter('body', 'items[0].id', { ...optional, name: 'calendar', fallback: 'primary' }),
      ],
      outputs: { busy: 'calendars.primary.busy' },
      sample: {
        calendars: { primary: { busy: [{ start: '2026-01-31T12:00:00Z', end: '2026-01-31T12:30:00Z' }] } },
      },
    }),
    presetOperation({
      name: 'Schedule a callback',
      description: 'Makes an event and invites the customer.',
      method: 'POST',
      path: '/calendars/{calendar}/events',
      bodyFormat: 'json',
      effect: 'irreversible',
      permission: 'identified',
      parameters: [
        calendar,
        parameter('query', 'sendUpdates', { ...optional, fallback: 'all' }),
        parameter('body', 'summary', { name: 'title' }),
        parameter('body', 'description', { ...optional, name: 'note' }),
        parameter('body', 'start.dateTime', { name: 'start', description: 'As 2026-01-31T12:00:00+01:00.' }),
        parameter('body', 'end.dateTime', { name: 'end' }),
        parameter('body', 'attendees[0].email', { ...optional, name: 'customerEmail' }),
      ],
      outputs: { eventId: 'id', link: 'htmlLink', status: 'status' },
      sample: {
        id: 'abc123',
        status: 'confirmed',
        htmlLink: 'https://www.google.com/calendar/event?eid=abc',
      },
    }),
    presetOperation({
      name: 'List appointments',
      method: 'GET',
      path: '/calendars/{calendar}/events',
      permission: 'verified',
      parameters: [
        calendar,
        parameter('query', 'timeMin', { name: 'from' }),
        parameter('query', 'timeMax', { ...optional, name: 'to' }),
        parameter('query', 'q', { ...optional, name: 'words' }),
        parameter('query', 'singleEvents', { ...optional, type: 'boolean', fallback: true }),
        parameter('query', 'maxResults', { ...optional, type: 'number', fallback: 10 }),
      ],
      outputs: { events: 'items' },
      sample: { items: [{ id: 'abc123', summary: 'Callback', start: { dateTime: '2026-01-31T12:00:00Z' } }] },
    }),
    presetOperation({
      name: 'Cancel an appointment',
      method: 'DELETE',
      path: '/calendars/{calendar}/events/{event}',
      effect: 'irreversible',
      permission: 'verified',
      parameters: [calendar, parameter('path', 'event')],
    }),
  ],
};

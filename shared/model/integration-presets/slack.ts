// https://docs.slack.dev/reference/methods. Slack answers failures with status 200 and `ok: false`.
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

export const slack: IntegrationPreset = {
  id: 'slack',
  title: 'Slack',
  detail: 'Messages to a team',
  blanks: [],
  service: httpService('https://slack.com/api', { kind: 'bearer' }),
  requestsPerMinute: 50,
  secretLabel: 'Bot token',
  secretHint: 'xoxb-…, with the scope chat:write',
  helpUrl: 'https://api.slack.com/apps',
  operations: [
    presetOperation({
      name: 'Send a message',
      method: 'POST',
      path: '/chat.postMessage',
      bodyFormat: 'json',
      effect: 'irreversible',
      parameters: [
        parameter('body', 'channel', { description: 'Such as #support, or a channel’s id.' }),
        parameter('body', 'text'),
        parameter('body', 'thread_ts', { ...optional, name: 'thread' }),
      ],
      outputs: { ok: 'ok', error: 'error', thread: 'ts' },
      sample: { ok: true, channel: 'C123456', ts: '1503435956.000247', message: { text: 'Hello' } },
    }),
    presetOperation({
      name: 'Find a person by e-mail',
      method: 'GET',
      path: '/users.lookupByEmail',
      parameters: [parameter('query', 'email')],
      outputs: { ok: 'ok', error: 'error', userId: 'user.id', name: 'user.real_name' },
      sample: { ok: true, user: { id: 'W012A3CDE', real_name: 'Jane Doe' } },
    }),
  ],
};

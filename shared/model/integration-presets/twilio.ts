// https://www.twilio.com/docs/messaging/api/message-resource
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

export const twilio: IntegrationPreset = {
  id: 'twilio',
  title: 'Twilio',
  detail: 'Text messages and calls',
  blanks: [{ name: 'accountSid', label: 'Account SID', placeholder: 'AC…' }],
  service: httpService('https://api.twilio.com/2010-04-01/Accounts/{accountSid}', {
    kind: 'basic',
    username: '{accountSid}',
  }),
  requestsPerMinute: 600,
  secretLabel: 'Auth token',
  secretHint: 'Beside the account SID in the console',
  helpUrl: 'https://console.twilio.com',
  operations: [
    presetOperation({
      name: 'Send a confirmation',
      description: 'Sends a text message.',
      method: 'POST',
      path: '/Messages.json',
      bodyFormat: 'form',
      effect: 'irreversible',
      permission: 'identified',
      parameters: [
        parameter('body', 'To', { name: 'to', description: 'With country code, such as +15555550100.' }),
        parameter('body', 'From', { name: 'from' }),
        parameter('body', 'Body', { name: 'text' }),
      ],
      outputs: { messageId: 'sid', status: 'status' },
      sample: { sid: 'SM123', status: 'queued', to: '+15555550100', error_code: null },
    }),
    presetOperation({
      name: 'Check a message',
      method: 'GET',
      path: '/Messages/{message}.json',
      parameters: [parameter('path', 'message')],
      outputs: { status: 'status', errorCode: 'error_code' },
      sample: { sid: 'SM123', status: 'delivered', error_code: null },
    }),
    presetOperation({
      name: 'Call somebody',
      method: 'POST',
      path: '/Calls.json',
      bodyFormat: 'form',
      effect: 'irreversible',
      permission: 'operator',
      parameters: [
        parameter('body', 'To', { name: 'to' }),
        parameter('body', 'From', { name: 'from' }),
        parameter('body', 'Twiml', { name: 'words', description: 'What is said, as TwiML.' }),
        parameter('body', 'Timeout', { ...optional, name: 'ringSeconds', type: 'number' }),
      ],
      outputs: { callId: 'sid', status: 'status' },
      sample: { sid: 'CA123', status: 'queued', to: '+15555550100' },
    }),
  ],
};

// https://www.twilio.com/docs/sendgrid/api-reference/mail-send
import { httpService } from './http-preset.ts';
import { type IntegrationPreset, optional, parameter, presetOperation } from './preset.ts';

export const sendgrid: IntegrationPreset = {
  id: 'sendgrid',
  title: 'SendGrid',
  detail: 'E-mail',
  blanks: [],
  service: httpService('https://api.sendgrid.com/v3', { kind: 'bearer' }),
  requestsPerMinute: 600,
  secretLabel: 'API key',
  secretHint: 'SG.…, with the right to send mail',
  helpUrl: 'https://app.sendgrid.com/settings/api_keys',
  operations: [
    presetOperation({
      name: 'Send a confirmation',
      description: 'Sends an e-mail.',
      method: 'POST',
      path: '/mail/send',
      bodyFormat: 'json',
      effect: 'irreversible',
      permission: 'identified',
      parameters: [
        parameter('body', 'personalizations[0].to[0].email', { name: 'to' }),
        parameter('body', 'from.email', { name: 'from', description: 'A verified sender.' }),
        parameter('body', 'subject'),
        parameter('body', 'content[0].type', { ...optional, name: 'format', fallback: 'text/plain' }),
        parameter('body', 'content[0].value', { name: 'text' }),
      ],
    }),
    presetOperation({
      name: 'Send a template',
      method: 'POST',
      path: '/mail/send',
      bodyFormat: 'json',
      effect: 'irreversible',
      permission: 'identified',
      parameters: [
        parameter('body', 'personalizations[0].to[0].email', { name: 'to' }),
        parameter('body', 'personalizations[0].dynamic_template_data.name', {
          ...optional,
          name: 'customerName',
        }),
        parameter('body', 'from.email', { name: 'from' }),
        parameter('body', 'template_id', { name: 'template' }),
      ],
    }),
  ],
};

import { httpService } from './http-preset.ts';
import type { IntegrationPreset } from './preset.ts';

export const rest: IntegrationPreset = {
  id: 'rest',
  title: 'Any REST service',
  detail: 'An address, a key, operations of your own',
  blanks: [{ name: 'baseUrl', label: 'Base URL', placeholder: 'https://api.example.com/v1' }],
  service: httpService('{baseUrl}', { kind: 'bearer' }),
  requestsPerMinute: null,
  secretLabel: 'Key or token',
  secretHint: '',
  helpUrl: '',
  operations: [],
};

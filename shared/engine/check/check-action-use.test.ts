import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { checkProject } from './check-project.ts';

const parameter = { id: 'n', name: 'number', in: 'path', target: 'number' };
const operation = {
  id: 'get',
  integrationId: 'shop',
  name: 'Get an order',
  method: 'GET',
  path: '/{number}',
  parameters: [parameter],
};
const use = {
  integrationId: 'shop',
  operationId: 'get',
  parameters: [{ id: 'n', value: '{{args.number}}' }],
};
const action = {
  id: 'status',
  name: 'Check order status',
  description: 'Says where an order of the customer is now.',
  examples: [{ id: 'e', text: 'Where is it?' }],
  type: 'integration',
  inputs: [{ id: 'i', name: 'number' }],
  settings: use,
};

function problems(changes: {
  step?: readonly [string, JsonObject];
  action?: JsonObject;
  operation?: JsonObject;
}) {
  const [kind, settings] = changes.step ?? ['reply', { content: 'x' }];
  const project = sketchProject({
    steps: [
      ['m', 'message-received'],
      ['s', kind, settings],
    ],
    edges: ['m.next > s'],
  });
  const document = projectDocumentSchema.parse({
    ...project,
    integrations: [{ id: 'shop', name: 'Shop', service: { kind: 'http', baseUrl: 'https://shop.example' } }],
    operations: [{ ...operation, ...changes.operation }],
    actions: [{ ...action, ...changes.action }],
  });
  return checkProject(document, definitions)
    .filter(({ code }) => !['STEP_NOT_CONNECTED', 'PORT_NOT_CONNECTED', 'DEAD_END'].includes(code))
    .map(({ code, field, stepId }) => `${code} ${stepId ?? 'action'} ${field ?? ''}`);
}

test('an action and a step that have all they need have no problem', () => {
  expect(problems({ step: ['action', { actionId: 'status', inputs: [{ id: 'i', value: '1' }] }] })).toEqual(
    [],
  );
});

test.each<[string, Parameters<typeof problems>[0], string]>([
  ['an action that is gone', { step: ['action', { actionId: 'x' }] }, 'ACTION_NOT_FOUND s actionId'],
  ['a tick that is gone', { step: ['prompt', { actions: ['x'] }] }, 'ACTION_NOT_FOUND s actions'],
  ['an input without value', { step: ['action', { actionId: 'status' }] }, 'PARAMETER_MISSING s inputs'],
  [
    'an integration that is gone',
    { step: ['database-query', { integrationId: 'x', sql: 'select 1' }] },
    'INTEGRATION_NOT_FOUND s integrationId',
  ],
  [
    'an operation that is gone',
    { action: { settings: { ...use, operationId: 'x' } } },
    'OPERATION_NOT_FOUND action settings.operationId',
  ],
  [
    'one that is switched off',
    { operation: { isEnabled: false } },
    'OPERATION_OFF action settings.operationId',
  ],
  [
    'a parameter without value',
    { action: { settings: { ...use, parameters: [] } } },
    'PARAMETER_MISSING action settings.parameters',
  ],
  ['a name that is no input', { action: { inputs: [] } }, 'ARGS_UNKNOWN action settings.parameters.0.value'],
  [
    'a permission below the operation’s',
    { operation: { permission: 'verified' } },
    'ACTION_PERMISSION_LOW action permission',
  ],
  ['an effect below the operation’s', { operation: { effect: 'write' } }, 'ACTION_EFFECT_LOW action effect'],
  [
    'an expression with a mistake',
    { step: ['calculation', { expression: '1 +' }] },
    'EXPRESSION_INVALID s expression',
  ],
  [
    'a name that no step gives an expression',
    { step: ['calculation', { expression: 'price * 2' }] },
    'ARGS_UNKNOWN s expression',
  ],
  [
    'SQL without its value',
    { step: ['database-query', { integrationId: 'shop', sql: 'select :a' }] },
    'SQL_PARAMETERS s sql',
  ],
])('%s is a problem', (_what, changes, problem) => {
  expect(problems(changes)).toEqual([problem]);
});

test('an action that is offered, says nothing when it is done and leads nowhere leaves the customer waiting', () => {
  const step = ['prompt', { preamble: 'You help.', actions: ['status'] }] as const;
  const silent = (successMessage: string) =>
    problems({ step, action: { successMessage } }).filter((problem) => problem.includes('ACTION_SILENT'));
  expect(silent('')).toHaveLength(1);
  expect(silent('Done.')).toHaveLength(0);
});

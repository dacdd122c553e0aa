import { expect, test } from 'vitest';
import { actionSchema } from '#shared/model/entities/action.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { adoptParameters, openParameters } from './adopt-parameters.ts';

const operation = operationSchema.parse({
  id: 'o1',
  integrationId: 'i1',
  name: 'Apply a discount',
  method: 'POST',
  path: '/discounts',
  effect: 'write',
  parameters: [
    { id: 'p1', name: 'order', in: 'body', target: 'order' },
    { id: 'p2', name: 'percent', type: 'number', in: 'body', target: 'percent' },
    { id: 'p3', name: 'X-Why', in: 'header', target: 'X-Why', fallback: 'none' },
  ],
});

test('inputs of the same name are used, and others are made of the parameters', () => {
  const action = actionSchema.parse({
    id: 'a1',
    name: 'Discount',
    type: 'integration',
    inputs: [{ id: 'in1', name: 'order' }],
    settings: { operationId: 'o1', parameters: [] },
  });
  const { inputs, settings, effect } = adoptParameters(action, operation);
  expect(inputs.map(({ name, type, isRequired }) => `${name} ${type} ${String(isRequired)}`)).toEqual([
    'order string true',
    'percent number true',
    'X_Why string false',
  ]);
  expect(inputs[0]?.id).toBe('in1');
  expect(settings['parameters']).toEqual([
    { id: 'p1', value: '{{args.order}}' },
    { id: 'p2', value: '{{args.percent}}' },
    { id: 'p3', value: '{{args.X_Why}}' },
  ]);
  expect(effect).toBe('write');
});

test('what is filled in already stays as it is', () => {
  const parameters = [{ id: 'p1', value: 'A-1001' }];
  const action = actionSchema.parse({ id: 'a1', name: 'D', type: 'integration', settings: { parameters } });
  expect(openParameters(action, operation).map(({ id }) => id)).toEqual(['p2', 'p3']);
  expect(adoptParameters(action, operation).settings['parameters']).toContainEqual(parameters[0]);
});

test('an input that says the same in more words is used once', () => {
  const action = actionSchema.parse({
    id: 'a1',
    name: 'Discount',
    type: 'integration',
    inputs: [{ id: 'in1', name: 'order_number' }],
  });
  const { inputs, settings } = adoptParameters(action, operation);
  expect(inputs.map(({ name }) => name)).toEqual(['order_number', 'percent', 'X_Why']);
  expect(settings['parameters']).toContainEqual({ id: 'p1', value: '{{args.order_number}}' });
});

test('what a parameter is called otherwise is found, once inputs that are surer are taken', () => {
  const mail = operationSchema.parse({
    id: 'o2',
    integrationId: 'i1',
    name: 'Send a confirmation',
    method: 'POST',
    path: '/mail',
    parameters: ['to', 'subject', 'text'].map((name) => ({ id: name, name, in: 'body' })),
  });
  const action = actionSchema.parse({
    id: 'a1',
    name: 'Confirm',
    type: 'integration',
    inputs: ['details', 'text', 'email'].map((name) => ({ id: name, name })),
  });
  const { inputs, settings } = adoptParameters(action, mail);
  expect(inputs.map(({ name }) => name)).toEqual(['details', 'text', 'email', 'subject']);
  expect(settings['parameters']).toEqual([
    { id: 'to', value: '{{args.email}}' },
    { id: 'subject', value: '{{args.subject}}' },
    { id: 'text', value: '{{args.text}}' },
  ]);
});

test('an action asks for as much, and says that it does as much, as the operation', () => {
  const action = actionSchema.parse({ id: 'a1', name: 'D', type: 'integration', effect: 'irreversible' });
  const strict = { ...operation, permission: 'verified' as const };
  expect(adoptParameters(action, strict)).toMatchObject({ effect: 'irreversible', permission: 'verified' });
  expect(adoptParameters({ ...action, permission: 'operator' }, strict).permission).toBe('operator');
});

test('whose record is changed comes from the customer, and what it becomes from an input', () => {
  const contact = operationSchema.parse({
    id: 'o3',
    integrationId: 'i1',
    name: 'Update contact info',
    method: 'PATCH',
    path: '/contacts/{email}',
    parameters: [
      { id: 'who', name: 'email', in: 'path' },
      { id: 'new', name: 'newEmail', in: 'body', target: 'email' },
    ],
  });
  const inputs = [{ id: 'email', name: 'email' }];
  const action = actionSchema.parse({ id: 'a1', name: 'Contact', type: 'integration', inputs });
  const adopted = adoptParameters(action, contact);
  expect(adopted.inputs).toHaveLength(1);
  expect(adopted.settings['parameters']).toEqual([
    { id: 'who', value: '{{user.email}}' },
    { id: 'new', value: '{{args.email}}' },
  ]);
});

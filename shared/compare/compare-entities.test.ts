import { expect, test } from 'vitest';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { aProject } from '#renderer/state/project.testing.ts';
import { compareProjects } from './compare-projects.ts';

/** What is said of the project when these change from one to the other. */
function changes(before: object, after: object): readonly (readonly string[])[] {
  const [old, now] = [before, after].map((rest) => projectDocumentSchema.parse({ ...aProject([]), ...rest }));
  if (old === undefined || now === undefined) return [];
  return compareProjects(old, now).project.map(({ words, details }) => [words, ...details]);
}

const actions = (rest: object, type = 'calculation') => ({
  actions: [{ id: 'cancel', name: 'Cancel order', type, ...rest }],
});
const input = { id: 'i1', name: 'order_number' };
const service = { kind: 'http', baseUrl: 'https://shop.example' };
const integrations = (rest: object, more: object = {}) => ({
  integrations: [{ id: 'shop', name: 'Shop', service: { ...service, ...rest }, ...more }],
});
const operation = (rest: object) => ({
  operations: [{ id: 'op', integrationId: 'shop', name: 'Cancel', method: 'POST', path: '/cancel', ...rest }],
});

test('a changed text and a changed choice of an action are said by the labels of its form', () => {
  expect(
    changes(actions({}), actions({ confirmation: 'always', confirmMessage: 'Shall I cancel it?' })),
  ).toEqual([
    [
      'Action “Cancel order”',
      'Ask the customer first: “When it cannot be taken back” → “Always”',
      'Question before it is done: empty → “Shall I cancel it?”',
    ],
  ]);
});

test('what an action does is said by the labels of its type, and another type by its name', () => {
  const before = actions({ settings: { expression: '1 + 1' } });
  expect(changes(before, actions({ settings: { expression: '2 + 2' } }))).toEqual([
    ['Action “Cancel order”', 'Expression: “1 + 1” → “2 + 2”'],
  ]);
  expect(changes(before, actions({}, 'validation'))).toEqual([
    ['Action “Cancel order”', 'Type: “Calculation” → “Validation”'],
  ]);
});

test('inputs that were added, changed or removed are told apart', () => {
  const more = { id: 'i2', name: 'reason' };
  expect(changes(actions({}), actions({ inputs: [input] }))).toEqual([
    ['Action “Cancel order”', 'Input “order_number” was added'],
  ]);
  expect(
    changes(actions({ inputs: [input, more] }), actions({ inputs: [{ ...input, type: 'number' }] })),
  ).toEqual([
    ['Action “Cancel order”', 'Input “order_number”: Type: “Text” → “Number”', 'Input “reason” was removed'],
  ]);
});

test('what settings refer to is said by its name, and values by their parameter', () => {
  const parameters = [
    { id: 'p1', name: 'order' },
    { id: 'p2', name: 'token', in: 'header' },
  ];
  const project = (settings: object) => ({
    ...integrations({}),
    ...operation({ parameters }),
    ...actions({ settings }, 'integration'),
  });
  const after = {
    integrationId: 'shop',
    operationId: 'op',
    parameters: [
      { id: 'p1', value: '{{args.order_number}}' },
      { id: 'p2', value: 'abc' },
    ],
  };
  expect(changes(project({}), project(after))).toEqual([
    [
      'Action “Cancel order”',
      'Integration: none → “Shop”',
      'Operation: none → “Cancel”',
      'Value of “order”: empty → “{{args.order_number}}”',
      'Value of “token”: changed',
    ],
  ]);
});

test('of what signs in and of headers it is only said that they differ', () => {
  const header = (value: string) => ({ headers: [{ name: 'X-Shop', value }] });
  const before = integrations(header('s3cret'), { requestsPerMinute: 5 });
  const authorization = { kind: 'basic', username: 'ann' };
  expect(changes(before, integrations({ ...header('other'), authorization }))).toEqual([
    [
      'Integration “Shop”',
      'Authentication: changed',
      'Requests per minute: 5 → none',
      'Header “X-Shop”: Value: changed',
    ],
  ]);
  const call = (headers: readonly object[]) => actions({ settings: { headers } }, 'api-call');
  expect(changes(call([{ id: 'h', name: 'Key', value: 's3cret' }]), call([]))).toEqual([
    ['Action “Cancel order”', 'Header “Key” was removed'],
  ]);
  expect(changes(call([{ id: 'h', name: '', value: 's3cret' }]), call([]))).toEqual([
    ['Action “Cancel order”', 'Header 1 was removed'],
  ]);
});

test('a connector’s addresses are told one by one', () => {
  const connectors = (rest: object) => ({
    connectors: [
      {
        id: 'c',
        name: 'Mail',
        provider: 'custom',
        secretPlacement: { in: 'none' },
        urlPatterns: [],
        ...rest,
      },
    ],
  });
  const urlPatterns = ['https://mail.example/*'];
  const secretPlacement = { in: 'query', name: 'key' };
  expect(changes(connectors({}), connectors({ urlPatterns, secretPlacement }))).toEqual([
    ['Connector “Mail”', 'Address “https://mail.example/*” was added', 'Where the secret goes: changed'],
  ]);
});

test('a renamed assistant says both names, an added one and a removed one their own', () => {
  const assistants = (...names: readonly string[]) => ({
    assistants: names.map((name) => ({ id: name, name })),
  });
  expect(
    changes({ assistants: [{ id: 'dia', name: 'Dia' }] }, { assistants: [{ id: 'dia', name: 'Di' }] }),
  ).toEqual([['Assistant “Di”', 'Name: “Dia” → “Di”']]);
  expect(changes(assistants('Dia'), assistants('Tom'))).toEqual([
    ['Assistant “Tom” was added'],
    ['Assistant “Dia” was removed'],
  ]);
});

test('what has no label is said to have changed, no more', () => {
  expect(changes(integrations({}), integrations({}, { preset: 'shopify' }))).toEqual([
    ['Integration “Shop” was changed'],
  ]);
  const recorded = (recording: object) => ({
    recordedConversations: [{ id: 'r', name: 'Refund', recording }],
  });
  expect(changes(recorded({}), recorded({ turns: 2 }))).toEqual([
    ['Recorded conversation “Refund” was changed'],
  ]);
});

test('of many details six are told, those of lists last, and how many more there are', () => {
  const inputs = Array.from({ length: 9 }, (_each, index) => ({ id: `i${index}`, name: `n${index}` }));
  const [words] = changes(actions({}), actions({ inputs, confirmation: 'never' }));
  expect(words).toEqual([
    'Action “Cancel order”',
    'Ask the customer first: “When it cannot be taken back” → “Never”',
    ...['n0', 'n1', 'n2', 'n3', 'n4'].map((name) => `Input “${name}” was added`),
    'and 4 more',
  ]);
});

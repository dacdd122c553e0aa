import { expect, test } from 'vitest';
import { actionSchema } from '#shared/model/entities/action.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import { checkProject } from '#shared/engine/check/check-project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { applyPatches } from '#shared/model/apply-patches.ts';
import { indexProject } from '../state/project-index.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { quickFixes } from './quick-fixes.ts';

const entry = step('m', 'message-received');
const reply = step('r', 'reply', { content: 'Hi' });
const refund = { id: 'refund', name: 'Refund', description: 'Pays the money back.' };
const options = [{ id: 'a', label: 'A', value: 'a' }];

const asking = step('a', 'code', {
  code: 'export default async function ({ context }) {\n  await fetch("https://a.example");\n  return {};\n}\n',
  connectors: ['gone'],
});

const cases: readonly [code: string, title: string, steps: readonly Step[], edges: readonly Edge[]][] = [
  [
    'MESSAGE_ENTRY_MISSING',
    'Add a “Message received” step',
    [step('s', 'conversation-started'), reply],
    [edge('e', 's', 'next', 'r')],
  ],
  ['WORKFLOW_NO_ENTRY', 'Add a “Message received” step', [], []],
  [
    'ENTRY_TWICE',
    'Delete this step',
    [entry, step('n', 'message-received'), reply],
    [edge('e', 'm', 'next', 'r'), edge('f', 'n', 'next', 'r')],
  ],
  ['STEP_NOT_CONNECTED', 'Add a reply behind it', [entry], []],
  ['STEP_UNREACHABLE', 'Delete this step', [entry, reply], []],
  ['STEP_UNREACHABLE', 'Connect it after “Message received”', [entry, reply], []],
  ['CONNECTOR_MISSING', 'Take it off', [entry, asking], [edge('e', 'm', 'next', 'a')]],
  [
    'CODE_NOT_VERIFIED',
    'Call assertVerifiedWebUser(context) first',
    [entry, asking],
    [edge('e', 'm', 'next', 'a')],
  ],
  [
    'DEAD_END',
    'Add a reply behind it',
    [entry, step('c', 'choice', { content: '?', options })],
    [edge('e', 'm', 'next', 'c')],
  ],
  [
    'PORT_NOT_CONNECTED',
    'Connect “timeout” to a new reply',
    [entry, step('c', 'choice', { content: '?', options, timeoutSeconds: 9 })],
    [edge('e', 'm', 'next', 'c')],
  ],
  [
    'CHOICE_WAITS_FOREVER',
    'Stop waiting after 5 minutes',
    [entry, step('c', 'choice', { content: '?', options })],
    [edge('e', 'm', 'next', 'c')],
  ],
  ['SETTING_MISSING', 'Add a case', [entry, step('b', 'branch')], [edge('e', 'm', 'next', 'b')]],
  [
    'STEP_NOT_FOUND',
    'Clear the missing reference',
    [entry, step('f', 'ref', { stepId: 'gone' })],
    [edge('e', 'm', 'next', 'f')],
  ],
  [
    'ASSISTANT_NOT_FOUND',
    'Clear the missing reference',
    [entry, step('r', 'reply', { content: 'Hi', assistantId: 'gone' })],
    [edge('e', 'm', 'next', 'r')],
  ],
  [
    'EDGE_TWICE',
    'Remove this connection',
    [entry, reply],
    [edge('e', 'm', 'next', 'r'), edge('f', 'm', 'next', 'r')],
  ],
  [
    'EDGE_PORT_MISSING',
    'Remove this connection',
    [entry, reply],
    [edge('e', 'm', 'next', 'r'), edge('f', 'r', 'gone', 'r')],
  ],
  [
    'EDGE_STEP_MISSING',
    'Remove this connection',
    [entry, reply],
    [edge('e', 'm', 'next', 'r'), edge('f', 'r', 'next', 'gone')],
  ],
  [
    'CODE_EMPTY',
    'Start with an example',
    [entry, step('c', 'code', { code: ' ' })],
    [edge('e', 'm', 'next', 'c')],
  ],
  [
    'PROMPT_NO_TOOL',
    'Start with a tool that answers',
    [entry, step('p', 'prompt', { tools: [] })],
    [edge('e', 'm', 'next', 'p')],
  ],
  [
    'PORT_NOT_CONNECTED',
    'Connect “Refund” to a new reply',
    [entry, step('p', 'prompt', { tools: [refund] })],
    [edge('e', 'm', 'next', 'p')],
  ],
  [
    'NAME_TWICE',
    'Call it “Refund 2”',
    [entry, step('p', 'prompt', { tools: [refund, { ...refund, id: 'again' }] })],
    [edge('e', 'm', 'next', 'p')],
  ],
  [
    'NAME_INVALID',
    'Call it “order_number_2”',
    [
      entry,
      step('p', 'prompt', {
        tools: [
          {
            ...refund,
            parameters: [
              { id: 'a', name: 'order_number' },
              { id: 'b', name: ' order number?' },
            ],
          },
        ],
      }),
    ],
    [edge('e', 'm', 'next', 'p')],
  ],
];

test.each(cases)('%s is mended by “%s”', (code, title, steps, edges) => {
  const document = aProject(steps, edges);
  const problem = checkProject(document, definitions).find((one) => one.code === code);
  if (problem === undefined) throw new Error(`No problem ${code} to begin with.`);
  const index = indexProject(document);
  const fix = quickFixes(index, problem).find((one) => one.title === title);
  const command = fix?.build(index);
  expect(command?.label).toBe(title);
  const mended = applyPatches(document, command?.patches ?? []);
  const left = checkProject(mended, definitions).filter(
    (one) => one.code === code && one.stepId === problem.stepId && one.field === problem.field,
  );
  expect(left).toEqual([]);
});

test.each([
  ['ACTION_PERMISSION_LOW', 'For whom: Verified', 'permission'],
  ['ACTION_EFFECT_LOW', 'Say: cannot be taken back', 'effect'],
])('%s is mended by “%s”', (code, title, field) => {
  const document = {
    ...aProject([entry, reply], [edge('e', 'm', 'next', 'r')]),
    operations: [
      operationSchema.parse({
        id: 'o',
        integrationId: 'i',
        name: 'Refund',
        method: 'POST',
        path: '/',
        permission: 'verified',
        effect: 'irreversible',
      }),
    ],
    actions: [
      actionSchema.parse({ id: 'a', name: 'Refund', type: 'integration', settings: { operationId: 'o' } }),
    ],
  };
  const found = (now: ProjectDocument) =>
    checkProject(now, definitions).find((one) => one.code === code && one.field === field);
  const problem = found(document);
  if (problem === undefined) throw new Error(`No problem ${code} to begin with.`);
  const index = indexProject(document);
  const command = quickFixes(index, problem)
    .find((one) => one.title === title)
    ?.build(index);
  expect(found(applyPatches(document, command?.patches ?? []))).toBeUndefined();
});

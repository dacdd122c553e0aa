import { expect, test } from 'vitest';
import { checkProject } from '#shared/engine/check/check-project.ts';
import { applyPatches } from '#shared/model/apply-patches.ts';
import { type Connector, connectorSchema } from '#shared/model/entities/connector.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { indexProject } from '../state/project-index.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { quickFixes } from './quick-fixes.ts';

const connector = (id: string, over: Partial<Connector> = {}): Connector =>
  connectorSchema.parse({
    id,
    name: id,
    provider: 'custom',
    urlPatterns: [`https://${id}.example/*`],
    secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
    ...over,
  });
const same = { urlPatterns: ['https://same.example/*'] };
const fetching = (more = ''): string =>
  `export default async function ({ context, args }) {\n  await fetch('https://one.example/' + ${more === '' ? "'a'" : more});\n  return {};\n}\n`;
const prompt = step('p', 'prompt', {
  tools: [
    {
      id: 'look',
      name: 'Look',
      description: 'Looks.',
      parameters: [{ id: 'n', name: 'customerId', type: 'string', description: 'Whose' }],
    },
  ],
});

interface Case {
  readonly code: string;
  readonly title: string;
  readonly connectors: readonly Connector[];
  readonly attached: readonly string[];
  readonly script?: string;
}

const cases: readonly Case[] = [
  { code: 'CONNECTOR_MISSING', title: 'Take it off', connectors: [connector('one')], attached: ['gone'] },
  {
    code: 'CONNECTOR_UNUSED',
    title: 'Take it off',
    connectors: [connector('one')],
    attached: ['one'],
    script: 'export default () => ({})',
  },
  {
    code: 'CONNECTOR_NEEDED',
    title: 'Attach “two”',
    connectors: [connector('one'), connector('two')],
    attached: [],
  },
  { code: 'CONNECTOR_NEEDED', title: 'Add a connector and attach it', connectors: [], attached: [] },
  {
    code: 'CONNECTOR_TIE',
    title: 'Take “two” off',
    connectors: [connector('one', same), connector('two', same)],
    attached: ['one', 'two'],
  },
  {
    code: 'CONNECTOR_INVALID',
    title: 'Call the other one “one 2”',
    connectors: [connector('one'), connector('two', { name: 'one' })],
    attached: ['one'],
  },
  {
    code: 'CONNECTOR_INVALID',
    title: 'Send “Bearer {{secret}}”',
    connectors: [
      connector('one', { secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer' } }),
    ],
    attached: ['one'],
  },
  {
    code: 'CODE_NOT_VERIFIED',
    title: 'Call assertVerifiedWebUser(context) first',
    connectors: [connector('one')],
    attached: ['one'],
  },
  {
    code: 'CODE_ARGS_UNCHECKED',
    title: 'Refuse args.customerId unless it is the customer’s own',
    connectors: [connector('one')],
    attached: ['one'],
    script: fetching('args.customerId'),
  },
];

test.each(cases)('$code is mended by “$title”', ({ code, title, connectors, attached, script }) => {
  const ask = step('a', 'code', { code: script ?? fetching(), connectors: [...attached] });
  const plain = aProject(
    [step('m', 'message-received'), prompt, ask],
    [edge('e', 'm', 'next', 'p'), edge('f', 'p', 'look', 'a')],
  );
  const document = { ...plain, connectors: [...connectors] };
  const problem = checkProject(document, definitions).find((one) => one.code === code);
  if (problem === undefined) throw new Error(`${code} was not found.`);
  const index = indexProject(document);
  const fix = quickFixes(index, problem).find((one) => one.title === title);
  const command = fix?.build(index) ?? null;
  expect(command?.label).toBe(title);
  const mended = applyPatches(document, command?.patches ?? []);
  expect(checkProject(mended, definitions).filter((one) => one.code === code)).toEqual([]);
});

// A flow with a prompt of two tools, one of which asks for an operator, as a bundle that a person imports.
import type { Page } from '@playwright/test';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import type { JsonObject } from '#shared/util/json.ts';

const question = (id: string, text: string): JsonObject => ({ id, text });
const parameter = (name: string, description: string): JsonObject => ({ id: name, name, description });

const tools: JsonObject[] = [
  {
    id: 'answer',
    name: 'Answer',
    description: 'Answers a question.',
    useCases: [question('delivery', 'How long does delivery take?')],
    parameters: [parameter('content', 'What to say.')],
  },
  {
    id: 'human',
    name: 'Get a human',
    description: 'Asks a human to help.',
    useCases: [question('speak', 'I want to speak to a human')],
    parameters: [parameter('reason', 'Why a human is needed.')],
  },
];

/** Imports it; the editor shows it then. `model` answers its prompt, else the simulator. */
export async function openSupportFlow(page: Page, model: string | null = null): Promise<void> {
  const step = (id: string, kind: string, x: number, settings: JsonObject = {}): JsonObject => ({
    id,
    workflowId: 'main',
    kind,
    settings,
    position: { x, y: 400 },
  });
  const edge = (stepId: string, port: string, to: string): JsonObject => ({
    id: `${stepId}-${port}`,
    from: { stepId, port },
    to,
  });
  const empty = emptyProject('Support', 'support');
  await importBundle(page, {
    ...empty,
    steps: [
      ...empty.steps,
      step('asked', 'message-received', 80),
      step('think', 'prompt', 380, { preamble: 'You help.', tools, model }),
      step('said', 'reply', 680),
      step('call', 'escalate', 680, { note: 'Wants: {{args.reason}}' }),
      step('told', 'reply', 980, { content: 'A colleague will come.' }),
    ],
    edges: [
      edge('asked', 'next', 'think'),
      edge('think', 'answer', 'said'),
      edge('think', 'human', 'call'),
      edge('call', 'next', 'told'),
    ],
  });
}

/** Imports a project that greets every message by name and plan. */
export async function openGreetingFlow(page: Page): Promise<void> {
  const empty = emptyProject('Greeting', 'greeting');
  const content =
    'Hello {{user.name | default: "you"}}, plan {{user.attrs.plan | default: "none"}}, {{user.attrs.seats | plus: 1}} seats, since {{user.attrs.since | date: "%Y"}}';
  await importBundle(page, {
    ...empty,
    steps: [
      ...empty.steps,
      { id: 'wrote', workflowId: 'main', kind: 'message-received', position: { x: 80, y: 400 } },
      { id: 'greet', workflowId: 'main', kind: 'reply', settings: { content }, position: { x: 380, y: 400 } },
    ],
    edges: [{ id: 'wrote-next', from: { stepId: 'wrote', port: 'next' }, to: 'greet' }],
  });
}

export async function importBundle(page: Page, bundle: object): Promise<void> {
  const buffer = Buffer.from(JSON.stringify(bundle));
  await page
    .getByLabel('File to import')
    .setInputFiles({ name: 'flow.json', mimeType: 'application/json', buffer });
}

import type { Page } from '@playwright/test';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import type { DemoServices } from '#shared/demo-services/demo-services.ts';
import { demo } from '#shared/model/integration-presets/demo.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { importBundle } from './support-flow.ts';

const step = (id: string, kind: string, x: number, y: number, settings: JsonObject = {}): JsonObject => ({
  id,
  workflowId: 'main',
  kind,
  settings,
  position: { x, y },
});
const edge = (stepId: string, port: string, to: string): JsonObject => ({
  id: `${stepId}-${port}`,
  from: { stepId, port },
  to,
});

const answer = {
  id: 'answer',
  name: 'Answer',
  description: 'Answers the customer’s question in a message.',
  useCases: [],
  parameters: [{ id: 'content', name: 'content', type: 'string', description: 'What to say' }],
};

/** A prompt that only answers, beside the demo shop with all that it can do; `actions` are there already. */
export async function openShopProject(
  page: Page,
  services: DemoServices,
  more: JsonObject = {},
): Promise<void> {
  await importBundle(page, {
    ...emptyProject('Shop', 'shop'),
    integrations: [
      {
        id: 'shop',
        name: 'Shop',
        preset: 'custom',
        service: {
          kind: 'http',
          baseUrl: services.url,
          headers: [{ name: 'X-Api-Key', value: services.key }],
        },
      },
    ],
    operations: demo.operations.map((operation) => ({
      ...operation,
      id: operation.name.toLowerCase().replaceAll(' ', '-'),
      integrationId: 'shop',
    })),
    steps: [
      step('asked', 'message-received', 80, 200),
      step('think', 'prompt', 380, 200, { preamble: 'You help.', tools: [answer] }),
      step('said', 'reply', 760, 80, { content: 'I can only answer.' }),
      step('told', 'reply', 760, 260, {
        content: 'It is {{args.status}}, and comes on {{args.deliveredOn}}.',
      }),
    ],
    edges: [edge('asked', 'next', 'think'), edge('think', 'answer', 'said')],
    testUsers: [
      { id: 'vera', name: 'Vera', identity: 'verified', externalId: 'c-1', email: 'jane@example.com' },
      { id: 'ann', name: 'Ann', identity: 'anonymous' },
    ],
    ...more,
  });
}

import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { projectNeeds } from './project-needs.ts';

const service = (kind: 'none' | 'bearer') => ({
  kind: 'http',
  baseUrl: 'https://shop.example.com/v1',
  authorization: { kind },
});
const action = (id: string, integrationId: string) => ({
  id,
  name: id,
  type: 'api-call',
  settings: { integrationId, method: 'GET', url: '/orders' },
});

test('integrations of actions that a prompt offers are needed, with their secrets and servers', () => {
  const document = projectDocumentSchema.parse({
    ...sketchProject({
      steps: [
        ['start', 'message-received'],
        ['ask', 'prompt', { actions: ['look'] }],
      ],
      edges: ['start.next > ask'],
    }),
    integrations: [
      { id: 'shop', name: 'Shop', service: service('bearer') },
      { id: 'open', name: 'Open', service: service('none') },
      { id: 'unused', name: 'Unused', service: service('bearer') },
    ],
    actions: [action('look', 'shop'), action('idle', 'unused')],
  });
  expect(projectNeeds(document, definitions)).toMatchObject({
    integrations: [{ id: 'shop', name: 'Shop', secret: 'integration:shop' }],
    urlPatterns: ['https://shop.example.com'],
    secrets: ['integration:shop'],
    permissions: ['send-requests', 'ask-models'],
  });
});

test('the model that compares meaning is needed where knowledge is searched', () => {
  const sketch = (kind: string) =>
    sketchProject({
      workspace: { embeddingModel: 'meaning/embed' },
      steps: [
        ['start', 'message-received'],
        ['next', kind, kind === 'reply' ? { content: 'Hi' } : { query: 'x' }],
      ],
      edges: ['start.next > next'],
    });
  expect(projectNeeds(sketch('search'), definitions).secrets).toEqual(['model:meaning']);
  expect(projectNeeds(sketch('reply'), definitions).secrets).toEqual([]);
});

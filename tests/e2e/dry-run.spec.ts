// A preview that sends nothing until it is live, and shows what it would have sent.
import { emptyProject } from '#shared/bundle/empty-project.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { startStripeServer, type StripeServer } from '#tests/helpers/stripe-server.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { ConnectorsScreen } from './pages/connectors-screen.ts';
import { EditorPage } from './pages/editor-page.ts';
import { importBundle } from './pages/support-flow.ts';

let server: StripeServer;
test.beforeAll(async () => {
  server = await startStripeServer();
});
test.afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** Every message reads the stock and orders something. */
function orders(origin: string): object {
  const empty = emptyProject('Orders', 'orders');
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
  const code = `export default async function ({ args }) {
  const items = await (await fetch('${origin}/items')).json();
  const answer = await fetch('${origin}/items', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'an-own-key' },
    body: JSON.stringify({ item: items[0].name }),
  });
  return { order: (await answer.json()).id ?? 'unknown' };
}
`;
  return {
    ...empty,
    connectors: [
      {
        id: 'items',
        name: 'Items',
        provider: 'custom',
        urlPatterns: [`${origin}/*`],
        secretPlacement: { in: 'none' },
      },
    ],
    steps: [
      step('asked', 'message-received', 80),
      step('order', 'code', 360, { code, connectors: ['items'] }),
      step('done', 'reply', 640, { content: 'Your order is {{args.order}}.' }),
    ],
    edges: [edge('asked', 'next', 'order'), edge('order', 'next', 'done')],
  };
}

const posts = (): number => server.requests.filter(({ method }) => method === 'POST').length;

test('a preview shows what it would send, goes on with an answer of the author’s, and sends only when it is live', async ({
  app,
}) => {
  const { page } = app;
  await importBundle(page, orders(`http://localhost:${server.port}`));
  const editor = new EditorPage(page);
  await editor.expectShown('Orders');
  const connectors = new ConnectorsScreen(page);
  await connectors.open();
  await connectors.allowLocal();
  await connectors.close();
  const { preview } = editor;
  await editor.show('Preview');

  await preview.start();
  await preview.say('tea');
  await preview.expectSaid('tea', 'Your order is unknown.');
  await expect(preview.asides.last()).toContainText('Dry run: POST localhost');
  expect(posts()).toBe(0);
  await expect(preview.requests).toHaveCount(2);
  await expect(preview.requests.first()).toContainText('Status 200');
  await expect(preview.requests.last()).toContainText('Not sent');

  const post = await preview.openRequest(1);
  await expect(post.getByRole('region', { name: 'Would be sent' })).toContainText('[redacted]');
  await expect(post.getByRole('region', { name: 'Would be sent' })).not.toContainText('an-own-key');
  await expectReadable(page, 'a request of a dry run');
  await preview.answerDryRun(post, '{"id":"sample-7"}');
  await preview.say('tea');
  await expect(preview.assistantBubbles.last()).toContainText('Your order is sample-7.');
  expect(posts()).toBe(0);

  await preview.setLive(true);
  await expect(preview.mode).toContainText('are real');
  await expectReadable(page, 'a live preview');
  await preview.say('tea');
  await expect(preview.assistantBubbles.last()).toContainText('Your order is item_1.');
  expect(posts()).toBe(1);

  // It is remembered with the project, and put back by a click.
  await page.reload();
  await editor.expectShown('Orders');
  await editor.show('Preview');
  await expect(preview.mode).toContainText('Live:');
  await preview.setLive(false);
  await preview.start();
  await preview.say('tea');
  await expect(preview.assistantBubbles.last()).toContainText('Your order is sample-7.');
  expect(posts()).toBe(1);
});

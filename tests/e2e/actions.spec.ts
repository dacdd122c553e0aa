// An action from nothing to what it did: built without code, tried, offered to the AI, and done for the right customers alone.
import type { Page } from '@playwright/test';
import { type DemoServices, startDemoServices } from '#shared/demo-services/demo-services.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { ActionsScreen } from './pages/actions-screen.ts';
import { ConnectorsScreen } from './pages/connectors-screen.ts';
import { EditorPage } from './pages/editor-page.ts';
import { openShopProject } from './pages/shop-actions.ts';

let services: DemoServices;
test.beforeEach(async () => {
  services = await startDemoServices({ port: 0 });
});
test.afterEach(async () => {
  await services[Symbol.asyncDispose]();
});

/** By the switch of the connectors, which is for the whole app. */
async function allowLocal(page: Page): Promise<void> {
  const connectors = new ConnectorsScreen(page);
  await connectors.open();
  await connectors.root.getByRole('button', { name: /^Custom/ }).click();
  await connectors.allowLocal();
  await connectors.root.getByRole('button', { name: 'Delete connector' }).click();
  await connectors.close();
}

test('an action is built without code, tried, and done in a conversation for verified customers who say yes', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const { page } = app;
  await openShopProject(page, services);
  const editor = new EditorPage(page);
  await editor.expectShown('Shop');
  const { canvas, settings, preview } = editor;
  await allowLocal(page);

  const actions = new ActionsScreen(page);
  await actions.open();
  // The pointer stands where a button was, which now says what it does.
  await actions.root.getByText('Let the AI get things done').hover();
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expectReadable(page, 'no actions');
  await actions.make('Check order status');
  await actions.choose('Integration', 'Shop');
  await actions.choose('Operation', 'Check order status');
  await actions.root.getByRole('button', { name: 'Fill in from inputs' }).click();
  await expect(actions.root.getByRole('button', { name: 'Fill in from inputs' })).toBeHidden();
  await actions.choose('Ask the customer first', 'Always');
  await actions.choose('As', 'Vera · verified');
  await actions.try({ order_number: 'A-1001' });
  await expect(actions.trial).toContainText('shipped');
  await expect(actions.trial).toContainText('The customer is asked');
  await expectReadable(page, 'an action');
  await actions.close();
  await editor.expectSaved();

  await canvas.select('think');
  await editor.show('Step');
  await settings.root.getByLabel('Check order status', { exact: true }).check({ force: true });
  await canvas.connect('think', 'Check order status', 'told');
  await editor.expectSaved();

  await editor.show('Preview');
  await preview.chooseTestUser('Ann');
  await preview.start();
  await preview.say('Where is my order A-1001?');
  await expect(preview.assistantBubbles.last()).toContainText('I can only answer.');

  await preview.chooseTestUser('Vera');
  await preview.say('Where is my order A-1001?');
  await expect(preview.assistantBubbles.last()).toContainText('A-1001');
  await preview.option('Yes').click();
  await expect(preview.assistantBubbles.last()).toContainText('It is shipped, and comes on 2026-12-02.');

  await actions.openAudit();
  await expect(actions.auditEntries).toHaveCount(1);
  await expect(actions.auditEntries).toContainText(['Done']);
  await actions.auditEntries.getByRole('button').first().click();
  await expect(actions.auditEntries).toContainText(['A-1001']);
  await expectReadable(page, 'the audit log');
});

/** Every message asks for money off, which an operator must allow. */
const discounts = {
  actions: [
    {
      id: 'discount',
      name: 'Apply a discount',
      description: 'Takes a percentage off an order of the customer.',
      examples: [{ id: 'e1', text: 'Can I get a discount?' }],
      type: 'integration',
      inputs: [
        { id: 'order', name: 'order' },
        { id: 'percent', name: 'percent', type: 'number' },
        { id: 'email', name: 'email', isSensitive: true },
      ],
      settings: {
        integrationId: 'shop',
        operationId: 'operation-3',
        parameters: [
          { id: 'order', value: '{{args.order}}' },
          { id: 'percent', value: '{{args.percent}}' },
        ],
      },
      effect: 'irreversible',
      confirmation: 'never',
      permission: 'operator',
      successMessage: 'The new total is {{args.newTotal}}.',
    },
  ],
  steps: [
    { id: 'asked', workflowId: 'main', kind: 'message-received', position: { x: 80, y: 200 } },
    {
      id: 'give',
      workflowId: 'main',
      kind: 'action',
      settings: {
        actionId: 'discount',
        inputs: [
          { id: 'order', value: 'A-1001' },
          { id: 'percent', value: '10' },
          { id: 'email', value: '{{user.email}}' },
        ],
      },
      position: { x: 380, y: 200 },
    },
  ],
  edges: [{ id: 'asked-next', from: { stepId: 'asked', port: 'next' }, to: 'give' }],
};

test('an action that an operator must allow waits for them, is done or refused, and both are in the audit log', async ({
  app,
}) => {
  const { page } = app;
  await openShopProject(page, services, discounts);
  const editor = new EditorPage(page);
  await editor.expectShown('Shop');
  const { preview } = editor;
  await allowLocal(page);

  await editor.show('Preview');
  await preview.setLive(true);
  await preview.chooseTestUser('Vera');
  await preview.start();
  const approval = preview.root.getByRole('region', { name: 'Approval' });
  await preview.say('Can I get a discount?');
  await expect(approval).toContainText('A-1001');
  await expect(approval).not.toContainText('jane@example.com');
  await expectReadable(page, 'an approval');
  expect(services.shop.discounts).toHaveLength(0);
  await approval.getByRole('textbox', { name: 'Reason' }).fill('The parcel was late');
  await approval.getByRole('button', { name: 'Approve' }).click();
  await expect(preview.assistantBubbles.last()).toContainText('The new total is 224.1.');
  expect(services.shop.discounts).toHaveLength(1);

  await preview.say('And another one?');
  await approval.getByRole('textbox', { name: 'Reason' }).fill('One is enough');
  await approval.getByRole('button', { name: 'Refuse' }).click();
  await expect(approval).toBeHidden();
  await expect(preview.root.locator('.executed-line').last()).toContainText('Refused');
  expect(services.shop.discounts).toHaveLength(1);

  const actions = new ActionsScreen(page);
  await actions.openAudit();
  await expect(actions.auditEntries).toHaveCount(2);
  await actions.choose('Outcome', 'Refused');
  await expect(actions.auditEntries).toHaveCount(1);
  await actions.auditEntries.getByRole('button').first().click();
  await expect(actions.auditEntries).toContainText(['One is enough']);
  await expect(actions.auditEntries).not.toContainText(['jane@example.com']);
});

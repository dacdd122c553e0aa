// What an operator decides about an action, and what the audit log says of it. Built from nothing: six-actions.spec.ts.
import { type DemoServices, startDemoServices } from '#shared/demo-services/demo-services.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { ActionsScreen } from './pages/actions-screen.ts';
import { EditorPage } from './pages/editor-page.ts';
import { IntegrationsScreen } from './pages/integrations-screen.ts';
import { openShopProject } from './pages/shop-actions.ts';

let services: DemoServices;
test.beforeEach(async () => {
  services = await startDemoServices({ port: 0 });
});
test.afterEach(async () => {
  await services[Symbol.asyncDispose]();
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
        operationId: 'apply-a-discount',
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
  const integrations = new IntegrationsScreen(page);
  await integrations.open();
  await integrations.allowLocal();

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

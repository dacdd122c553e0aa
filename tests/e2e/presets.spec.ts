// The first minute with a preset: chosen on the start screen, it answers, asks for an e-mail, brings in an operator, acts on the
// demo services, and says what is still to be filled in.
import { demoKey, demoPort } from '#shared/model/integration-presets/demo.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { SettingsDialog } from './pages/settings-dialog.ts';
import { StartPage } from './pages/start-page.ts';

test('Support answers with its source, collects the e-mail, escalates, and goes on after the hand-back', async ({
  app,
}) => {
  const { page } = app;
  const start = new StartPage(page);
  await start.about('Support');
  await start.create('Acme Help', 'Support');
  const editor = new EditorPage(page);
  const { preview, canvas } = editor;
  await editor.expectShown('Acme Help');
  await editor.show('Preview');
  await preview.start();
  await expect(preview.assistantBubbles.last()).toContainText('welcome to Acme Help');

  await test.step('a question is answered from the knowledge, with its source', async () => {
    await preview.say('How much does shipping cost?');
    await expect(preview.assistantBubbles.last()).toContainText('Shipping costs €4.90');
    await expect(preview.root.getByText('Delivery times and shipping costs').first()).toBeVisible();
    await canvas.expectRun('say-answer', 'visited');
  });

  await test.step('who wants a person and has no e-mail is asked for it', async () => {
    await preview.say('I want to talk to a human');
    await expect(preview.assistantBubbles.last()).toContainText('what is your e-mail address?');
    await preview.say('ann@nowhere.c');
    await expect(preview.assistantBubbles.last()).toContainText('does not look like an e-mail address');
    await preview.say('ann@example.com');
    await expect(preview.assistantBubbles.last()).toContainText('or write to ann@example.com');
  });

  await test.step('the operator answers and hands back', async () => {
    await preview.operator.getByRole('button', { name: 'Take over' }).click();
    await preview.say('This is Kim. A new pump is on its way.');
    await expect(preview.bubbles.last()).toHaveAttribute('data-role', 'operator');
    await preview.operator.getByRole('button', { name: 'Hand back' }).click();
    await preview.say('Thanks! How much does express delivery cost?');
    await expect(preview.assistantBubbles.last()).toContainText('Express delivery');
  });
});

test('Order status looks an order up, and reports a problem at the demo services after a yes', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Acme Shop', 'Order status');
  const editor = new EditorPage(page);
  const { preview, canvas } = editor;
  await editor.expectShown('Acme Shop');
  await page
    .getByRole('complementary', { name: 'What is still to be filled in' })
    .getByRole('button', { name: /^Start the demo services/ })
    .click();
  await expect(page.getByRole('button', { name: /^Start the demo services ?, done/ })).toBeVisible();

  await editor.show('Preview');
  await preview.setLive(true);
  await preview.start();
  await preview.say('Where is my order A-1001?');
  await expect(preview.root.getByText('(Espresso machine) is shipped')).toBeVisible();

  await preview.say('order A-1003 arrived broken');
  await expect(preview.assistantBubbles.last()).toContainText('Shall I report this about order A-1003?');
  await preview.pick('Yes');
  const done = preview.assistantBubbles.filter({ hasText: 'your ticket is' });
  await expect(done).toContainText(/your ticket is T-\d+\./);
  await canvas.expectRun('more', 'visited');
  const [ticket] = /T-\d+/.exec(await done.innerText()) ?? [];
  const kept = await fetch(`http://localhost:${demoPort}/tickets/${ticket}`, {
    headers: { 'X-Api-Key': demoKey },
  });
  expect(await kept.json()).toMatchObject({ subject: 'A-1003', status: 'open' });
});

test('what is to be filled in ticks itself, can be put away and brought back', async ({ app }) => {
  const { page } = app;
  await new StartPage(page).create('Support', 'Support');
  const editor = new EditorPage(page);
  await editor.expectShown('Support');
  const list = page.getByRole('complementary', { name: 'What is still to be filled in' });
  await expect(list).toContainText('0 of 5');
  // The pointer was left where the canvas has a tool now, whose tooltip is in the way.
  await page.mouse.move(1, 1);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expectReadable(page, 'the checklist of a preset');

  await list.getByRole('button', { name: /^Give it your name/ }).click();
  const settings = new SettingsDialog(page);
  await settings.root.getByLabel('Project name').fill('Acme');
  await settings.close();
  await expect(list).toContainText('1 of 5');
  await expect(list.getByRole('button', { name: /^Give it your name ?, done/ })).toBeVisible();

  await list.getByRole('button', { name: 'Put the checklist away' }).click();
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('what is still to be filled in');
  await page.getByRole('option', { name: /^Show what is still to be filled in/ }).click();
  await expect(list).toContainText('1 of 5');
});

// Whoever previews is also the operator: takes over, answers, hands back. And what a model writes is seen while it writes.
import { serverKey, startModelServer } from '#tests/helpers/model-server.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { SettingsDialog } from './pages/settings-dialog.ts';
import { openSupportFlow } from './pages/support-flow.ts';

const question = 'How long does delivery take?';
const wish = 'I want to speak to a human';

test('simulated answers say so, and the trace tells what the model did', async ({ app }) => {
  const { page } = app;
  await openSupportFlow(page);
  const editor = new EditorPage(page);
  const { preview } = editor;
  await editor.expectShown('Support');
  await editor.show('Preview');
  await preview.start();
  await preview.say(question);
  const answer = preview.root.locator('.said--assistant').first();
  await expect(answer).toContainText('Simulated');
  await expect(answer).toContainText('Assistant');

  await test.step('simulated answers lead to where a model is connected, and the note goes away', async () => {
    const note = preview.root.getByRole('note', { name: 'Simulated answers' });
    await note.getByRole('button', { name: 'Connect a model in Settings → Models' }).click();
    const settings = new SettingsDialog(page);
    await expect(settings.section('Models')).toHaveAttribute('aria-current', 'page');
    await settings.close();
    await note.getByRole('button', { name: /away$/ }).click();
    await expect(note).toHaveCount(0);
  });

  await test.step('the trace tells the model, its tokens, and the tool it picked', async () => {
    const run = await preview.openRun(1);
    await expect(run).toContainText('Offline simulator');
    await expect(run).toContainText(/Tokens in\d+Tokens out\d+/);
    await expect(run.getByLabel('Picked Answer')).toContainText('content');
  });
});

test('a conversation is escalated, answered by an operator, handed back, goes on, and is closed', async ({
  app,
}) => {
  const { page } = app;
  await openSupportFlow(page);
  const editor = new EditorPage(page);
  const { canvas, preview } = editor;
  await editor.expectShown('Support');
  await editor.show('Preview');
  await preview.start();
  await preview.say(wish);
  await expect(preview.operator).toContainText(`Wants: ${wish}`);
  await expect(preview.operator).toContainText('Visitor is waiting for an operator');
  await canvas.expectRun('told', 'visited');
  await preview.operator.getByRole('button', { name: 'Take over' }).click();
  await expect(preview.operator).toContainText('You answer Visitor as the operator');
  await expect(preview.message).toBeFocused();

  await test.step('both sides write, and the bot is silent', async () => {
    await preview.say('This is *Kim*.');
    await expect(preview.bubbles.last()).toHaveText('This is *Kim*.');
    await expect(preview.bubbles.last()).toHaveAttribute('data-role', 'operator');
    await preview.message.press('Alt+o');
    await expect(preview.root.getByRole('radio', { name: 'Visitor' })).toBeChecked();
    await preview.say('My parcel is lost.');
    await expect(preview.bubbles.last()).toHaveAttribute('data-role', 'user');
    await preview.message.press('Alt+o');
    await expect(preview.message).toHaveAttribute('placeholder', 'Answer as the operator…');
    await expect(preview.bubbles).toHaveCount(4);
    await expectReadable(page, 'an operator who answers');
  });

  await preview.operator.getByRole('button', { name: 'Hand back' }).click();
  await expect(preview.operator).toHaveCount(0);
  await expect(preview.asides).toHaveText([
    `An operator is asked for: Wants: ${wish}`,
    /^An operator took over/,
    /^Handed back/,
  ]);
  await preview.say(question);
  await expect(preview.bubbles.last()).toContainText('simulated answer');

  await preview.say(wish);
  await preview.operator.getByRole('button', { name: 'Take over' }).click();
  await preview.operator.getByRole('button', { name: 'Close conversation' }).click();
  await expect(preview.root.getByText('The conversation is closed.', { exact: true })).toBeVisible();
  await expect(preview.message).toBeDisabled();
  await preview.restart();
  await expect(preview.message).toBeEnabled();
  await expect(preview.bubbles).toHaveCount(0);
});

test('what a model writes is seen while it writes, and stays where it is when it is said', async ({
  app,
}) => {
  await using server = await startModelServer();
  const { page } = app;
  await openSupportFlow(page, 'local/waits');
  const editor = new EditorPage(page);
  await editor.expectShown('Support');
  await page
    .getByRole('button', { name: /settings$/i })
    .first()
    .click();
  const settings = new SettingsDialog(page);
  await settings.section('Models').click();
  await settings.root.getByRole('button', { name: 'Add provider' }).click();
  await settings.root.getByRole('button', { name: /^Another server/ }).click();
  await settings.root.getByLabel('Name', { exact: true }).fill('Local');
  await settings.root.getByLabel('Address').fill(server.url);
  await settings.root.getByLabel(/^Key/).fill(serverKey);
  await settings.root.getByRole('button', { name: 'Save and test' }).click();
  await expect(settings.root.getByRole('button', { name: 'Test connection of Local' })).toBeVisible();
  await settings.close();

  const { preview } = editor;
  await editor.show('Preview');
  await preview.start();
  await preview.say(question);
  await expect(preview.draft).toContainText('It takes');
  await expect(preview.assistantBubbles).toHaveCount(0);
  const place = await preview.draft.boundingBox();
  // It would be read out with every frame.
  await expect(preview.root.locator('[inert]')).toContainText('It takes');
  server.goOn();
  await expect(preview.assistantBubbles).toHaveText('It takes three days, says the model.');
  await expect(preview.draft).toHaveCount(0);
  const said = await preview.assistantBubbles.boundingBox();
  expect([said?.x, said?.y]).toEqual([place?.x, place?.y]);

  await expect(preview.root.getByText('Simulated', { exact: true })).toHaveCount(0);
  const run = await preview.openRun(1);
  await expect(run).toContainText('local/waits');
  await expect(run).toContainText('Tokens in120Tokens out9');
});

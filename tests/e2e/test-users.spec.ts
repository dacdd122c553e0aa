// Simulated customers and the bot's faces: made in the settings, talked as in the preview and on the command line.
import { commandLine } from './app/command-line.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { SettingsDialog } from './pages/settings-dialog.ts';
import { openGreetingFlow } from './pages/support-flow.ts';

test('a test user is made with attributes, talks, is changed in the middle, copied, deleted and brought back', async ({
  app,
}) => {
  const { page } = app;
  await openGreetingFlow(page);
  const editor = new EditorPage(page);
  const settings = new SettingsDialog(page);
  const { preview } = editor;
  await editor.expectShown('Greeting');
  await editor.show('Preview');

  await preview.chooseTestUser('Manage test users');
  await expect(settings.testUsers).toHaveText([
    /^V?Visitoranonymous.*new visitor/,
    /^J?Jane Doeidentified.*nobody checked/,
    /^S?Sam Leeverified.*vouches/,
  ]);
  await expectReadable(page, 'the list of test users');

  await settings.root.getByRole('button', { name: 'Add test user' }).click();
  await page.getByRole('menuitem', { name: /^Verified/ }).click();
  await settings.root.getByLabel('Name', { exact: true }).first().fill('Ada');
  await settings.root.getByLabel('E-mail', { exact: true }).first().fill('ada@');
  await expect(settings.root.getByText('Write it like ada@example.com.')).toBeVisible();
  await settings.root.getByLabel('E-mail', { exact: true }).first().fill('ada@example.com');
  await settings.addAttribute('plan', 'Text', 'gold');
  await settings.addAttribute('seats', 'Number', '41');
  await settings.addAttribute('since', 'Date', '2024-05-01');
  await expectReadable(page, 'a test user');

  await settings.root.getByRole('button', { name: 'Duplicate test user Ada' }).click();
  await expect(settings.root.getByLabel('Name', { exact: true }).first()).toHaveValue('Ada 2');
  await settings.root.getByRole('button', { name: 'Delete test user Ada 2' }).click();
  await expect(settings.testUsers).toHaveCount(4);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(settings.testUsers).toHaveCount(5);
  await settings.close();

  await preview.chooseTestUser('Ada verified');
  await preview.start();
  await preview.say('Hi');
  const greeting = 'Hello Ada, plan gold, 42 seats, since 2024';
  await expect(preview.assistantBubbles).toHaveText(greeting);
  await preview.chooseTestUser('Visitor');
  await expect(preview.asides).toHaveText('Now Visitor (anonymous)');
  await preview.say('And now?');
  await expect(preview.assistantBubbles.last()).toHaveText(/^Hello you, plan none, 1 seats/);
  await preview.restart();
  await preview.say('Again');
  await expect(preview.assistantBubbles).toHaveText(/^Hello you/);

  await editor.expectSaved();
  const { exitCode, lines } = commandLine(
    'run',
    await editor.filePath(),
    '--test-user',
    'Ada',
    '--say',
    'Hi',
    '--json',
  );
  expect(exitCode).toBe(0);
  expect(lines).toContainEqual(expect.objectContaining({ type: 'reply', content: greeting }));
});

test('an assistant has a name and a face, which the preview shows; pictures are made small, other files refused', async ({
  app,
}) => {
  const { page } = app;
  await openGreetingFlow(page);
  const editor = new EditorPage(page);
  const settings = new SettingsDialog(page);
  const { preview } = editor;
  await editor.expectShown('Greeting');
  await page
    .getByRole('button', { name: /settings$/i })
    .first()
    .click();
  await settings.section('Assistants').click();
  const [first, second] = [settings.assistants.nth(0), settings.assistants.nth(1)];
  await first.getByLabel('Assistant name').fill('Dia Gram');
  await first.getByRole('button', { name: 'Avatar of Dia Gram' }).click();
  const picture = page.getByLabel('Picture of Dia Gram');
  await picture.setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await expect(page.getByRole('alert')).toContainText('Choose a PNG, JPEG, WebP or GIF file.');
  const large = await page.screenshot();
  await picture.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: large });
  await expect(first.locator('img')).toHaveAttribute('src', /^data:image\/webp;base64,/);
  await page.keyboard.press('Escape');
  await settings.root.getByRole('button', { name: 'Add assistant' }).click();
  await second.getByLabel('Assistant name').fill('Max Planck');
  await expectReadable(page, 'assistants');
  await second.getByRole('radio', { name: 'Primary' }).check();
  await expect(first.getByRole('radio', { name: 'Primary' })).not.toBeChecked();
  await first.getByRole('radio', { name: 'Primary' }).check();
  await second.getByRole('button', { name: 'Delete assistant Max Planck' }).click();
  await expect(settings.assistants).toHaveCount(1);
  await settings.close();

  await editor.show('Preview');
  await preview.start();
  await preview.say('Hi');
  const said = preview.root.locator('.said--assistant');
  await expect(said).toContainText('Dia Gram');
  await expect(said.locator('img')).toHaveJSProperty('naturalWidth', 128);
});

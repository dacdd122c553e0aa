// Around the canvas: history and versions, workflows and their jumps, the start screen, settings, the first minute.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { HistoryPanel } from './pages/history-panel.ts';
import { StartPage } from './pages/start-page.ts';

test('changes are listed, a version is compared and restored, and restoring is undone', async ({ app }) => {
  const editor = new EditorPage(app.page);
  const history = new HistoryPanel(app.page);
  await new StartPage(app.page).create('Shop', 'From the Hello example');
  await editor.expectShown('Shop');

  await editor.canvas.select('greeting');
  await editor.settings.name.fill('Warm welcome');
  await history.open();
  await history.saveVersion('Before launch');
  await editor.canvas.select('greeting');
  await app.page.keyboard.press('Delete');
  await expect(history.changes).toHaveText([/Delete Warm welcome.*now/, /Rename step/]);
  await editor.undo();
  await expect(history.changes).toHaveText([/Delete Warm welcome.*undone/, /Rename step.*now/]);
  await editor.redo();

  await history.version('Before launch').click();
  await history.expectMark('greeting', 'removed');
  await expect(history.root).toContainText('1 removed');
  await expect(history.root).toContainText('Reply “Warm welcome”');
  await history.root.getByRole('button', { name: 'Restore this version' }).click();
  await expect(history.comparison).toBeHidden();
  await expect(editor.canvas.step('greeting')).toBeVisible();
  await expect(history.changes.first()).toHaveText(/Restore “Before launch”.*now/);
  await editor.undo();
  await expect(editor.canvas.step('greeting')).toBeHidden();

  await history.root.getByRole('button', { name: /See what changed: Rename step/ }).click();
  await history.expectMark('greeting', 'changed');
  await expect(history.root).toContainText('Name: “Greeting” → “Warm welcome”');
});

test('workflows are duplicated, entered and left, found where they are used, and deleted with a way back', async ({
  app,
}) => {
  const { page } = app;
  const editor = new EditorPage(page);
  await new StartPage(page).create('Shop', 'Empty');
  await editor.expectShown('Shop');
  const workflow = (name: string) =>
    page
      .getByRole('region', { name: 'Workflows' })
      .getByRole('button', { name: new RegExp(`^Workflow ${name} `) });
  const choose = async (name: string, item: string) => {
    await page.getByRole('button', { name: `Menu of workflow ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await page.getByRole('button', { name: 'Create workflow' }).click();
  await choose('New workflow', 'Rename');
  await page.getByRole('textbox', { name: 'Workflow name' }).fill('Billing');
  await page.keyboard.press('Enter');
  await workflow('Main').click();
  const jump = await editor.canvas.drop('Workflow', { x: 300, y: 260 });
  await editor.settings.root.getByLabel('Workflow', { exact: true }).click();
  await page.getByRole('option', { name: 'Billing' }).click();
  await editor.expectSaved();

  await editor.canvas.step(jump).dblclick();
  const crumbs = page.getByRole('navigation', { name: 'Workflow' });
  await expect(crumbs).toHaveText(/Main.*Billing/);
  await crumbs.getByRole('button', { name: 'Main' }).click();
  await expect(crumbs).toHaveText('Main');

  await choose('Main', 'Duplicate');
  await expect(workflow('Main copy')).toContainText('2 steps');
  await choose('Billing', 'Main › Workflow');
  await expect(crumbs).toHaveText('Main');
  await page.getByRole('button', { name: 'Map of workflows' }).click();
  await page.getByRole('button', { name: /Workflow Main copy ?, goes to Billing/ }).click();
  await expect(crumbs).toHaveText('Main copy');

  await choose('Main copy', 'Delete');
  await expect(workflow('Main copy')).toBeHidden();
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(workflow('Main copy')).toBeVisible();
});

test('files are imported, projects shown in miniature, taken off the list, and missing ones told', async ({
  app,
}) => {
  const { page } = app;
  const start = new StartPage(page);
  const editor = new EditorPage(page);
  await start.create('Shop', 'From the Hello example');
  await editor.expectShown('Shop');
  const file = await editor.filePath();
  await editor.closeProject();
  await expect(start.projects).toHaveText([/Shop.*11 steps/s]);
  await expect(start.projects.locator('.thumbnail__step')).toHaveCount(11);

  const input = page.getByLabel('File to import');
  await input.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await expect(start.trouble).toContainText('neither a project');
  const preset = join(import.meta.dirname, '../../resources/presets/hello.dialogram.json');
  const bundle = readFileSync(preset, 'utf8').replace('"name": "Hello"', '"name": "From afar"');
  const bundlePath = join(app.home, 'afar.dialogram.json');
  writeFileSync(bundlePath, bundle);
  await input.setInputFiles(bundlePath);
  await editor.expectShown('From afar');
  const afar = await editor.filePath();
  await editor.closeProject();
  await input.setInputFiles(file);
  await editor.expectShown('Shop');
  await editor.closeProject();

  rmSync(afar);
  await page.reload();
  const missing = start.projects.filter({ hasText: 'From afar' });
  await expect(missing).toContainText('The file is not there');
  await expect(missing.getByRole('button', { name: /^From afar The file is not there/ })).toBeDisabled();
  await missing.getByRole('button', { name: 'Remove From afar from the list' }).click();
  await expect(missing).toBeHidden();
  // A browser was given a copy, which is a project of its own; Electron opened the one that was there.
  await expect(start.projects.first()).toContainText('Shop');
  await expect(start.trouble).toBeHidden();
});

test('settings of the project are edits, those of the app are kept, and hints go away for ever', async ({
  app,
}) => {
  const { page } = app;
  const editor = new EditorPage(page);
  await page.getByRole('button', { name: 'Show me around' }).click();
  await editor.expectShown('Hello');
  const hint = page.getByRole('status', { name: 'Hint' });
  await expect(hint).toContainText('Talk to it');
  await editor.preview.start();
  await expect(hint).toContainText('Greeting');
  await editor.canvas.select('greeting');
  await expect(hint).toContainText('Change a word');
  await hint.getByRole('button', { name: 'Put hints away' }).click();
  await expect(hint).toBeHidden();

  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await page.getByRole('complementary').getByRole('button', { name: 'Settings' }).click();
  await dialog.getByRole('button', { name: 'Business hours' }).click();
  await dialog.getByRole('button', { name: /^Monday to Friday/ }).click();
  await expect(dialog.getByLabel('Friday to')).toHaveValue('17:00');
  await dialog.getByRole('button', { name: 'Appearance' }).click();
  await dialog.getByRole('radio', { name: 'Dark' }).check();
  await page.keyboard.press('Escape');
  await editor.expectSaved();
  const dark = page.locator('html[data-mantine-color-scheme="dark"]');
  await expect(dark).toHaveCount(1);

  await page.evaluate(() => window.localStorage.clear());
  await page.reload();
  await editor.expectShown('Hello');
  await expect(dark).toHaveCount(1);
  await expect(hint).toBeHidden();
});

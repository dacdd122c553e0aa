// One window edits a project; the others see it live and say why they cannot change it.
import type { Page } from '@playwright/test';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

async function openIn(window: Page, name: string): Promise<EditorPage> {
  await new StartPage(window).open(name);
  const editor = new EditorPage(window);
  await editor.expectShown(name);
  return editor;
}

test('a second window can read and says why it cannot edit; edits of the first appear in it', async ({
  app,
}) => {
  await new StartPage(app.page).create('Shared', 'From the Hello example');
  const first = new EditorPage(app.page);
  await first.expectSaved();
  const second = await openIn(await app.openWindow(), 'Shared');

  await expect(second.saving).toHaveText('Read only');
  await expect(second.banner).toContainText('being edited in another window');
  await expect(second.undoButton).toBeDisabled();
  await expect(second.page.getByRole('button', { name: 'Add Reply step' })).toBeDisabled();
  await second.canvas.select('greeting');
  await expect(second.settings.field('Text')).not.toBeEditable();
  await expect(second.settings.name).toHaveAttribute('readonly');
  const place = await second.canvas.snapshot();
  await second.canvas.moveTo('greeting', { x: 300, y: 500 });
  await second.page.keyboard.press('Delete');
  expect((await second.canvas.snapshot()).steps['greeting']).toBe(place.steps['greeting']);

  await first.canvas.select('greeting');
  await first.settings.fill('Text', 'Good morning!');
  await first.canvas.add('Reply');
  await second.settings.expectText('Text', 'Good morning!');
  const count = (await first.workflow('Main').textContent()) ?? '';
  await expect(second.workflow('Main')).toHaveText(count);
  await first.undo();
  await first.undo();
  await expect(second.canvas.step('greeting')).not.toContainText('Good morning!');
  await expect(second.workflow('Main')).not.toHaveText(count);
});

test('the second window edits once the first has closed the project', async ({ app }) => {
  await new StartPage(app.page).create('Shared', 'From the Hello example');
  const first = new EditorPage(app.page);
  await first.expectSaved();
  const second = await openIn(await app.openWindow(), 'Shared');
  await expect(second.saving).toHaveText('Read only');

  await first.closeProject();
  await new StartPage(first.page).expectShown();
  await second.closeProject();
  await openIn(second.page, 'Shared');
  await second.expectSaved();
  await second.canvas.select('greeting');
  await second.settings.fill('Text', 'Mine now');
  await second.expectSaved();

  await openIn(first.page, 'Shared');
  await expect(first.saving).toHaveText('Read only');
});

test('loading the only window again keeps it the one that edits', async ({ app }) => {
  await new StartPage(app.page).create('Mine', 'From the Hello example');
  const editor = new EditorPage(app.page);
  await editor.expectSaved();
  for (const text of ['One', 'Two']) {
    await app.page.reload();
    await editor.expectShown('Mine');
    await editor.expectSaved();
    await editor.canvas.select('greeting');
    await editor.settings.fill('Text', text);
    await editor.expectSaved();
  }
});

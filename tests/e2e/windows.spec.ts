// What a person chooses holds in every window of the app, at once.
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

test('appearance and editor settings that one window changes are seen in the others at once', async ({
  app,
}) => {
  await new StartPage(app.page).create('Colours', 'Empty');
  await new EditorPage(app.page).expectShown('Colours');
  const other = await app.openWindow();
  await other.getByRole('button', { name: 'Appearance' }).click();
  await other.getByRole('menuitem', { name: 'Dark appearance' }).click();
  for (const page of [other, app.page]) {
    await expect(page.locator('html[data-mantine-color-scheme="dark"]')).toHaveCount(1);
  }
  // And back, by the command palette.
  await app.page.keyboard.press('ControlOrMeta+K');
  await app.page.keyboard.type('Light appearance');
  await app.page.keyboard.press('Enter');
  await expect(other.locator('html[data-mantine-color-scheme="light"]')).toHaveCount(1);

  await new StartPage(other).create('Other', 'Empty');
  await new EditorPage(other).expectShown('Other');
  const settingsOf = async (page: typeof other) => {
    await page
      .getByRole('complementary', { name: 'Sidebar' })
      .getByRole('button', { name: 'settings' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Editor' }).click();
    return dialog.getByRole('switch', { name: 'Open the preview with a project' });
  };
  const [here, there] = [await settingsOf(app.page), await settingsOf(other)];
  await expect(there).toBeChecked();
  await here.locator('xpath=..').click();
  await expect(here).not.toBeChecked();
  await expect(there).not.toBeChecked();
});

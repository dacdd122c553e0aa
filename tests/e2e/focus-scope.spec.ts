// Keys belong to the part of the window that has the focus: only on the canvas do they act on what is selected there.
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

test('keys for steps do nothing while a button of a panel, the header or a menu has the focus', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Keys', 'From the Hello example');
  const editor = new EditorPage(page);
  await editor.expectShown('Keys');
  const { canvas } = editor;
  await canvas.showEverything();
  await canvas.select('explain');
  await editor.show('Step');
  const count = await canvas.steps.count();
  const acting = ['Delete', 'Backspace', 'ControlOrMeta+d', 'ControlOrMeta+x', 'Shift+D', 'ControlOrMeta+g'];

  const elsewhere = [
    editor.settings.root.getByRole('button', { name: 'Step menu' }),
    page.getByRole('button', { name: 'Appearance' }),
    editor.workflow('Main'),
    editor.problemsButton,
  ];
  for (const button of elsewhere) {
    await button.focus();
    for (const key of acting) await page.keyboard.press(key);
    await expect(button).toBeFocused();
  }
  await page.getByRole('button', { name: 'Project Keys' }).press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  for (const key of acting) await page.keyboard.press(key);
  await page.keyboard.press('Escape');

  await expect(canvas.steps).toHaveCount(count);
  await expect(editor.undoButton).toBeDisabled();

  await canvas.select('explain');
  await page.keyboard.press('Backspace');
  await expect(canvas.steps).toHaveCount(count - 1);
  // A tool of the canvas is part of it.
  await editor.undoButton.click();
  await expect(canvas.steps).toHaveCount(count);
  await canvas.select('explain');
  await editor.undoButton.focus();
  await page.keyboard.press('Delete');
  await expect(canvas.steps).toHaveCount(count - 1);
});

// A project that is dropped on the editor is opened or imported after a question; a broken one is said.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

const hello = readFileSync(join(import.meta.dirname, '../../resources/presets/hello.dialogram.json'), 'utf8');

async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([fileName = '', content = '']) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      const target = document.querySelector('.canvas') ?? document.body;
      for (const type of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    [name, text],
  );
}

test('a project dropped on the editor is imported after a question, and a broken one leaves everything', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Mine', 'Empty');
  const editor = new EditorPage(page);
  await editor.expectShown('Mine');
  await editor.canvas.add('Reply');

  await drop(page, 'broken.json', '{"format":"something else"}');
  const dialog = page.getByRole('dialog', { name: 'Import this project?' });
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await editor.expectShown('Mine');

  await drop(page, 'exported.dialogram.json', hello);
  await expect(dialog).toContainText('“Mine” is saved and closed');
  await page.keyboard.press('Enter');
  await editor.expectShown('Hello');
  await editor.closeProject();
  await new StartPage(page).open('Mine');
  await editor.expectShown('Mine');
  await expect(editor.canvas.steps).toHaveCount(2);
});

// The preview in a window of its own: one conversation with the project's window, and back when it is closed.
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { PreviewPanel } from './pages/preview-panel.ts';
import { StartPage } from './pages/start-page.ts';

test('the preview goes into a window of its own, follows the project there, and comes back', async ({
  app,
}, testInfo) => {
  const { page } = app;
  await new StartPage(page).create('Hello', 'From the Hello example');
  const editor = new EditorPage(page);
  await editor.expectShown('Hello');
  const { canvas } = editor;

  const opening = page.context().waitForEvent('page');
  await editor.preview.root.getByRole('button', { name: 'Show the preview in a window of its own' }).click();
  const window = await opening;
  const preview = new PreviewPanel(window);
  await expect(preview.root).toBeVisible();
  await expect(editor.preview.root).toHaveCount(0);
  await expect(window).toHaveTitle('Preview of Hello');

  await preview.start();
  await expect(preview.option('Pro')).toBeEnabled();
  await canvas.expectRun('ask-plan', 'waiting');
  await preview.option('Pro').click();
  await expect(preview.assistantBubbles).toHaveCount(3);
  await window.screenshot({ path: testInfo.outputPath('window.png') });
  await expectReadable(window, 'the window of the preview');
  await window.getByRole('button', { name: /^Test user: / }).click();
  await expect(window.getByRole('menuitem', { name: 'Manage test users' })).toBeVisible();
  await window.keyboard.press('Escape');

  await window.close();
  await expect(editor.preview.root).toBeVisible();
  await expect(editor.preview.assistantBubbles).toHaveCount(3);
});

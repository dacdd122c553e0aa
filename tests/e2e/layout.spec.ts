// How the window was left is how it comes back, and a narrow one stays usable.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

test('where the preview stands, how large it is and what is hidden is remembered', async ({ app }) => {
  const { page } = app;
  await new StartPage(page).create('Layout', 'Empty');
  const editor = new EditorPage(page);
  await editor.expectShown('Layout');
  await editor.show('Preview');
  await page.getByRole('button', { name: 'Move the preview below the canvas' }).click();
  await page.getByRole('button', { name: 'Hide sidebar' }).click();
  const { root } = editor.preview;
  const heightOf = async (): Promise<number> => (await root.boundingBox())?.height ?? 0;
  const before = await heightOf();
  await page.getByRole('separator', { name: 'Size of below' }).press('ArrowUp');
  await expect.poll(heightOf).toBeGreaterThan(before);
  const height = await heightOf();
  await expect.poll(() => readFileSync(join(app.home, 'preferences.json'), 'utf8')).toContain('"below": ');
  const isBelow = async (): Promise<boolean> => {
    const [preview, canvas] = [await root.boundingBox(), await editor.canvas.root.boundingBox()];
    return (preview?.y ?? 0) >= (canvas?.y ?? 0) + (canvas?.height ?? 0) - 1;
  };
  await expect.poll(isBelow).toBe(true);
  await editor.expectSaved();

  await editor.closeProject();
  await new StartPage(page).open('Layout');
  await editor.expectShown('Layout');
  await expect.poll(isBelow).toBe(true);
  await expect.poll(async () => Math.abs((await heightOf()) - height)).toBeLessThan(4);
  await expect(page.getByRole('complementary', { name: 'Sidebar' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Move the preview beside the canvas' }).click();
  await expect.poll(isBelow).toBe(false);
});

test('at 200 % zoom the sidebar makes room, and lies over the canvas when it is asked for', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Zoomed', 'From the Hello example');
  const editor = new EditorPage(page);
  await editor.expectShown('Zoomed');
  const sidebar = page.getByRole('complementary', { name: 'Sidebar' });
  await expect(sidebar).toBeVisible();
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(sidebar).toHaveCount(0);
  await expect.poll(async () => (await editor.canvas.root.boundingBox())?.width ?? 0).toBeGreaterThan(280);
  for (const name of ['Preview', 'Appearance', 'Show sidebar']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
  await page.getByRole('button', { name: 'Show sidebar' }).click();
  await expect(sidebar).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(sidebar).toBeVisible();

  await test.step('what is in the middle of the canvas stays there in a larger window', async () => {
    const before = await page.evaluate(middleOfCanvas);
    await page.setViewportSize({ width: 2560, height: 1440 });
    await expect
      .poll(async () => {
        const { width, x, y } = await page.evaluate(middleOfCanvas);
        return width > before.width + 400 && Math.hypot(x - before.x, y - before.y) < 2;
      })
      .toBe(true);
  });
});

/** Which place of the workflow that is. */
function middleOfCanvas(): { readonly width: number; readonly x: number; readonly y: number } {
  const { width = 0, height = 0 } = document.querySelector('.react-flow')?.getBoundingClientRect() ?? {};
  const viewport = document.querySelector('.react-flow__viewport');
  const { a, e, f } = new DOMMatrix(viewport === null ? '' : getComputedStyle(viewport).transform);
  return { width, x: (width / 2 - e) / a, y: (height / 2 - f) / a };
}

// Making and opening projects, and everything that can be in the way.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

test('a name that is taken makes a second project, and both are in the list', async ({ app }) => {
  const start = new StartPage(app.page);
  const editor = new EditorPage(app.page);
  for (const count of [1, 2]) {
    await start.create('Shop', 'Empty');
    await editor.expectShown('Shop');
    await editor.closeProject();
    await expect(start.projects).toHaveCount(count);
  }
  await expect(start.projects.filter({ hasText: 'Shop.dialogram' })).toHaveCount(1);
  await expect(start.projects.filter({ hasText: 'Shop 2.dialogram' })).toHaveCount(1);
});

test('what cannot be opened is said, with what to do, and left as it is', async ({ app }) => {
  const start = new StartPage(app.page);
  const editor = new EditorPage(app.page);
  await start.create('Shop', 'From the Hello example');
  await editor.expectSaved();
  const good = await editor.filePath();
  await editor.closeProject();

  const damaged = join(app.home, 'damaged.dialogram');
  copyFileSync(good, damaged);
  const content = readFileSync(damaged);
  content.fill(0x5a, 4096);
  writeFileSync(damaged, content);
  const foreign = join(app.home, 'foreign.dialogram');
  writeFileSync(foreign, 'a shopping list');
  const missing = join(app.home, 'missing.dialogram');

  for (const [path, words] of [
    [missing, /There is no project there/],
    [damaged, /damaged/],
    [foreign, /foreign\.dialogram/],
    [app.home, /./],
  ] as const) {
    const before = path === app.home || !existsSync(path) ? undefined : readFileSync(path);
    await start.openPath(path);
    await expect(start.trouble).toHaveText(words);
    if (before !== undefined) expect(readFileSync(path).equals(before)).toBe(true);
  }
  expect(existsSync(missing)).toBe(false);

  await start.openPath(good);
  await editor.expectShown('Shop');
  await expect(editor.canvas.step('greeting')).toBeVisible();
});

test('a double click on the button makes one project', async ({ app }) => {
  const start = new StartPage(app.page);
  await start.fill('Once', 'Empty');
  await start.createButton.dblclick();
  const editor = new EditorPage(app.page);
  await editor.expectShown('Once');
  await editor.closeProject();
  await expect(start.projects).toHaveCount(1);
  expect(readdirSync(join(app.home, 'projects')).filter((name) => name.endsWith('.dialogram'))).toEqual([
    'Once.dialogram',
  ]);
});

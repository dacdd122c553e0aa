// Notes and frames: written in place, moved with what they hold, collapsed to a chip, undone, and kept in the file.
import { projectDocumentSchema } from '#shared/model/project.ts';
import { projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

const documentIn = (file: string) => projectDocumentSchema.parse(projectIn(file));

test('a note is added by key, written in, coloured, resized by keys, and deleted', async ({ app }) => {
  await new StartPage(app.page).create('Notes', 'Empty');
  const editor = new EditorPage(app.page);
  await editor.expectShown('Notes');
  const { page } = app;
  const file = await editor.filePath();
  const { width, height } = await editor.canvas.size();
  await editor.canvas.root.hover({ position: { x: width / 3, y: height / 2 } });
  await page.keyboard.press('n');
  const text = page.getByRole('textbox', { name: 'Text of the note' });
  await expect(text).toBeFocused();
  await page.keyboard.type('Billing questions');
  await page.keyboard.press('Enter');
  await page.keyboard.type('only for verified customers, n and f are letters here');
  await page.keyboard.press('Escape');
  await expect(text).toHaveCount(0);
  const note = page.getByRole('group', { name: /^Note: Billing questions only for/ });
  await expect(note).toBeFocused();

  await page.keyboard.press('Alt+Shift+ArrowRight');
  await page.getByRole('button', { name: 'Colour: pink' }).click();
  await editor.expectSaved();
  expect(documentIn(file).notes).toMatchObject([
    {
      text: 'Billing questions\nonly for verified customers, n and f are letters here',
      color: 'pink',
      size: { width: 200 },
    },
  ]);
  await note.press('Delete');
  await expect(note).toHaveCount(0);
  await editor.undo();
  await expect(note).toBeVisible();
});

test('a frame around steps moves with them, collapses to a chip with their connections, and opens for what is selected', async ({
  app,
}) => {
  await new StartPage(app.page).create('Frames', 'Empty');
  const editor = new EditorPage(app.page);
  await editor.expectShown('Frames');
  const { page } = app;
  const { canvas } = editor;
  const file = await editor.filePath();
  const first = await canvas.add('Reply');
  await canvas.connect('started', 'next', first);
  const second = await canvas.add('Reply');
  await canvas.connect(first, 'next', second);
  await canvas.step(first).locator('.step-node__head').click();
  await canvas
    .step(second)
    .locator('.step-node__head')
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('textbox', { name: 'Name of the frame' })).toBeFocused();
  await page.keyboard.type('Answers');
  await page.keyboard.press('Enter');
  await editor.expectSaved();

  const before = documentIn(file);
  const grip = page.locator('.frame__name');
  const box = await grip.boundingBox();
  if (box === null) throw new Error('The frame has no name to drag it by.');
  const { x, y } = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 60, { steps: 5 });
  await page.mouse.up();
  await editor.expectSaved();
  const after = documentIn(file);
  const placeIn = ({ steps, frames }: typeof before, id: string) =>
    [...steps, ...frames].find((each) => each.id === id)?.position ?? { x: 0, y: 0 };
  const by = (id: string) => {
    const [old, now] = [placeIn(before, id), placeIn(after, id)];
    return { x: now.x - old.x, y: now.y - old.y };
  };
  const moved = by(before.frames[0]?.id ?? '');
  expect(moved.x).toBeGreaterThan(20);
  expect(by(first)).toEqual(moved);
  expect(by(second)).toEqual(moved);
  expect(by('started')).toEqual({ x: 0, y: 0 });
  await editor.undo();
  expect(documentIn(file)).toMatchObject({ steps: before.steps, frames: before.frames });

  await canvas.showEverything();
  await page.getByRole('button', { name: 'Collapse frame Answers' }).click();
  await expect(page.getByRole('group', { name: 'Frame: Answers, collapsed' })).toContainText('2 steps');
  await expect(canvas.steps).toHaveCount(1);
  await expect(canvas.edges).toHaveCount(1);
  await canvas.select('started');
  await page.getByRole('button', { name: 'Open frame Answers' }).click();
  await expect(canvas.steps).toHaveCount(3);
  await expect(canvas.edges).toHaveCount(2);

  await page.getByRole('button', { name: 'Delete frame, keep what is in it' }).click();
  await expect(page.getByRole('group', { name: /^Frame/ })).toHaveCount(0);
  await expect(canvas.steps).toHaveCount(3);
});

test('notes and frames have a menu, and are duplicated, copied, cut and pasted with what they hold', async ({
  app,
}) => {
  await new StartPage(app.page).create('Copies', 'Empty');
  const editor = new EditorPage(app.page);
  await editor.expectShown('Copies');
  const { page } = app;
  const { canvas } = editor;
  const file = await editor.filePath();
  const reply = await canvas.add('Reply');
  await canvas.step(reply).locator('.step-node__head').click();
  await page.keyboard.press('ControlOrMeta+g');
  await page.keyboard.type('Answers');
  await page.keyboard.press('Enter');
  const frames = page.getByRole('group', { name: /^Frame: Answers/ });
  await expect(frames).toHaveCount(1);
  await expect(frames).toBeFocused();

  await page.keyboard.press('ControlOrMeta+d');
  await canvas.showEverything();
  await expect(frames).toHaveCount(2);
  await expect(canvas.steps).toHaveCount(3);
  await expect(page.getByRole('status', { name: 'What happened' })).toHaveText(
    'Done: Duplicate Frame: Answers',
  );

  const menu = page.getByRole('menu', { name: 'Menu of notes and frames' });
  const item = (name: string | RegExp) => page.getByRole('menuitem', { name });
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await item('Colour').click();
  await item('Colour: green').click();
  await editor.expectSaved();
  expect(documentIn(file).frames.map(({ color }) => color)).toEqual(['gray', 'green']);

  await canvas.showEverything();
  await page.locator('.frame__name').first().click({ button: 'right' });
  await expect(menu).toBeVisible();
  await item(/^Cut/).click();
  await expect(frames).toHaveCount(1);
  await expect(canvas.steps).toHaveCount(2);
  await canvas.root.locator('.react-flow__pane').click({ position: { x: 10, y: 10 } });
  await page.keyboard.press('ControlOrMeta+v');
  await expect(frames).toHaveCount(2);
  await expect(canvas.steps).toHaveCount(3);
  await canvas.showEverything();
  await page.keyboard.press('Escape');
  await page.locator('.frame__name').last().click({ button: 'right' });
  await item('Delete the frame and what is in it').click();
  await expect(frames).toHaveCount(1);
  await expect(canvas.steps).toHaveCount(2);
});

// Building and arranging on the canvas: adding where something is dropped, putting in order, copying, disabling.
import type { App } from './app/app.ts';
import { expect, test } from './app/test.ts';
import { CanvasEditing } from './pages/canvas-editing.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

async function begin(app: App, name = 'Arranging') {
  await new StartPage(app.page).create(name, 'Empty');
  const editor = new EditorPage(app.page);
  await editor.expectShown(name);
  const { canvas } = editor;
  // An empty project begins with the step that starts a conversation.
  const [start = ''] = await canvas.stepIds();
  await canvas.moveTo(start, { x: 150, y: 120 });
  return { editor, canvas, editing: new CanvasEditing(canvas), start };
}

test('steps are added where a connection ends, where one clicks twice, and between two others', async ({
  app,
}) => {
  const { editor, canvas, editing, start } = await begin(app);
  await editing.dropConnection(start, 'next', { x: 200, y: 0 });
  const reply = await editing.quickly('reply');
  await expect(canvas.edges).toHaveCount(1);

  await editing.doubleClick({ x: 200, y: 420 });
  const set = await editing.quickly('set');
  const { y } = await editing.box(set);
  expect(y).toBeGreaterThan((await editing.box(start)).y + 100);

  await test.step('a step that is not connected is dropped on a connection', async () => {
    await editing.dropBetween(set, start, reply);
    await expect(canvas.edges).toHaveCount(2);
    await expect(editor.undoButton).toBeEnabled();
    await editor.undo();
    await expect(canvas.edges).toHaveCount(1);
    expect(Math.abs((await editing.box(set)).y - y)).toBeLessThan(2);
  });

  await test.step('a kind is dragged from the palette onto a connection', async () => {
    const corner = await canvas.root.boundingBox();
    const { x, y: top } = await editing.between(start, reply);
    const wait = await canvas.drop('Wait', { x: x - (corner?.x ?? 0), y: top - (corner?.y ?? 0) });
    await expect(canvas.edges).toHaveCount(2);
    await expect(canvas.step(wait)).toBeVisible();
  });
});

test('steps are brought into line and tidied up, each with one undo', async ({ app }) => {
  const { editor, canvas, editing, start } = await begin(app);
  const reply = await canvas.drop('Reply', { x: 420, y: 330 });
  const end = await canvas.drop('End', { x: 300, y: 480 });
  const before = await editing.box(end);
  const expectBack = () =>
    expect.poll(async () => Math.round((await editing.box(end)).x)).toBe(Math.round(before.x));
  await canvas.connect(start, 'next', reply);
  await canvas.connect(reply, 'next', end);

  await editing.selectAll();
  await app.page.keyboard.press('Alt+a');
  await editor.expectSaved();
  const lefts = await Promise.all([start, reply, end].map(async (id) => (await editing.box(id)).x));
  expect(Math.max(...lefts) - Math.min(...lefts)).toBeLessThan(1);
  await editor.undo();
  await expectBack();

  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Shift+T');
  await expect(editor.undoButton).toBeEnabled();
  await expect
    .poll(async () => {
      const [one, two, three] = await Promise.all([start, reply, end].map((id) => editing.box(id)));
      return (one?.x ?? 0) < (two?.x ?? 0) && (two?.x ?? 0) < (three?.x ?? 0);
    })
    .toBe(true);
  await editor.expectSaved();
  await editor.undo();
  await expectBack();
});

test('steps are copied into another project, and what is missing there is named', async ({ app }) => {
  const { editor, canvas, editing, start } = await begin(app, 'From');
  const reply = await canvas.drop('Reply', { x: 420, y: 140 });
  await canvas.connect(start, 'next', reply);
  const { page } = app;
  await page.getByRole('button', { name: 'Create workflow' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Workflow Main/ }).click();
  const go = await canvas.drop('Workflow', { x: 300, y: 330 });
  await editor.show('Step');
  await editor.settings.root.getByLabel('Workflow', { exact: true }).click();
  await page.getByRole('option', { name: 'New workflow' }).click();
  await expect(canvas.step(go)).toContainText('New workflow');
  await editing.selectAll();
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(canvas.steps).toHaveCount(6);
  await expect(canvas.edges).toHaveCount(2);
  await editor.expectSaved();
  await editor.closeProject();

  await new StartPage(page).create('To', 'Empty');
  await editor.expectShown('To');
  await canvas.root.click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(canvas.steps).toHaveCount(4);
  await expect(canvas.edges).toHaveCount(1);
  await expect(page.getByText('Not in this project is the workflow “New workflow”')).toBeVisible();

  await test.step('text is no step', async () => {
    await canvas.select((await canvas.stepIds())[0] ?? '');
    await editor.show('Step');
    await editor.settings.name.fill('Only words');
    await editor.settings.name.press('ControlOrMeta+a');
    await editor.settings.name.press('ControlOrMeta+c');
    await canvas.root.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('ControlOrMeta+v');
    await expect(page.getByText('What is in the clipboard are no steps.')).toBeVisible();
    await expect(canvas.steps).toHaveCount(4);
  });
});

test('a menu without a mouse disables a step, and the conversation passes over it', async ({ app }) => {
  const { editor, canvas, start } = await begin(app);
  const { page } = app;
  const quiet = await canvas.drop('Reply', { x: 420, y: 140 });
  await editor.show('Step');
  await editor.settings.fill('Text', 'Not said');
  await canvas.connect(start, 'next', quiet);
  const said = await canvas.drop('Reply', { x: 420, y: 330 });
  await editor.show('Step');
  await editor.settings.fill('Text', 'Said');
  await canvas.connect(quiet, 'next', said);

  await canvas.root.locator(`.react-flow__node[data-id="${quiet}"]`).focus();
  await page.keyboard.press('Shift+F10');
  const disable = page.getByRole('menuitem', { name: /^Disable/ });
  await expect(disable).toBeVisible();
  while (!(await disable.evaluate((item) => item === document.activeElement))) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(canvas.step(quiet)).toContainText('disabled');
  await editor.expectSaved();

  await editor.show('Preview');
  await editor.preview.start();
  await editor.preview.expectSaid('Said');
});

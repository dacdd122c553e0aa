// What is written in settings stays what it is, and what is wrong is said beside the field and in the list.
import { projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

const hostile = [
  `<img src=x onerror="document.title='broken in'">`,
  `<script>document.title = 'broken in'</script>`,
  `[link](javascript:document.title='broken-in')`,
].join('\n\n');
const piece = 'Zażółć gęślą jaźń 👩‍👩‍👧‍👦 "quoted" ‘single’ \\ backslash & <b>bold</b>. ';
const long = piece.repeat(10_000 / piece.length).padEnd(10_000, 'x');

test('long text, emoji, quotes and HTML are kept, shown as text, and never run', async ({ app }) => {
  await new StartPage(app.page).create('Texts', 'Empty');
  const editor = new EditorPage(app.page);
  const { canvas, settings, preview } = editor;
  const id = await canvas.add('Reply');
  await canvas.connect('started', 'next', id);
  const file = await editor.filePath();
  for (const text of [long, hostile]) {
    await editor.show('Step');
    await settings.fill('Text', text);
    await expect
      .poll(() => projectIn(file).steps)
      .toContainEqual(expect.objectContaining({ id, settings: expect.objectContaining({ content: text }) }));
    await editor.show('Preview');
    await (text === long ? preview.start() : preview.restart());
    await expect(preview.bubbles).toHaveCount(1);
    await expect(preview.bubbles).toContainText(text.slice(0, 30));
  }

  await expect(preview.bubbles).toContainText(`<img src=x onerror="document.title='broken in'">`);
  await expect(preview.bubbles).toContainText('<script>');
  await expect(preview.bubbles.locator('img, script, a[href^="javascript"]')).toHaveCount(0);
  await preview.say(hostile);
  await expect(preview.bubbles.nth(1)).toContainText('<img src=x');
  await expect(app.page.locator('img[src="x"]')).toHaveCount(0);
  await expect(app.page).toHaveTitle(/Dialogram/);
});

test('a mistake in a template is said by the field, on the step and in the list, which leads to it', async ({
  app,
}) => {
  await new StartPage(app.page).create('Templates', 'From the Hello example');
  const editor = new EditorPage(app.page);
  const { canvas, settings } = editor;
  await expect(editor.problemsButton).toHaveText('Problems: No problems');
  await canvas.select('greeting');

  await settings.fill('Text', 'Hello {{ usr.name }}');
  await expect(settings.frame('Text').getByRole('alert')).toContainText('“usr”');
  await expect(canvas.step('greeting').getByLabel('1 error')).toBeVisible();
  await settings.fill('Text', 'Hello {{ user.name ');
  await expect(settings.frame('Text').getByRole('alert')).not.toContainText('“usr”');
  await canvas.select('ask-plan');
  await editor.problemsButton.click();
  const row = editor.problems.getByRole('button', { name: /Greeting/ });
  await expect(row).toHaveCount(1);
  await row.click();
  await expect(settings.name).toHaveValue('Greeting');

  await settings.fill('Text', 'Hello {{ user.name }}');
  await expect(settings.issues).toHaveCount(0);
  await expect(editor.problemsButton).toHaveText('Problems: No problems');
});

test('a value that cannot be says what to do, and the rest goes on', async ({ app }) => {
  await new StartPage(app.page).create('Values', 'From the Hello example');
  const editor = new EditorPage(app.page);
  const { canvas, settings } = editor;
  await canvas.select('ask-plan');

  await settings.fill('Save answer as', 'my plan');
  await expect(settings.frame('Save answer as').getByRole('alert')).toContainText(
    'cannot be saved as “my plan”',
  );
  await settings.fill('Save answer as', 'plan');
  await expect(settings.frame('Save answer as').getByRole('alert')).toHaveCount(0);

  await settings.fill('Stop waiting after', '0');
  await expect(settings.frame('Stop waiting after').getByRole('alert')).toBeVisible();
  await settings.fill('Stop waiting after', '90');
  await expect(settings.frame('Stop waiting after').getByRole('alert')).toHaveCount(0);

  const first = settings.root.getByRole('group', { name: 'option 1', exact: true });
  await first.getByLabel('Kept as').fill('pro');
  await expect(settings.issues.filter({ hasText: 'Give each its own value' })).toHaveCount(1);
  await first.getByLabel('Kept as').fill('free');
  await expect(settings.issues).toHaveCount(0);
  await editor.expectSaved();
  await expect(editor.problemsButton).toHaveText('Problems: No problems');
});

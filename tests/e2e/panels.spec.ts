// Fields that are more than inputs: variables as chips, code with types and a run, conditions as sentences, dragged lists.
import { z } from 'zod';
import { projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

const stepSchema = z.object({ id: z.string(), settings: z.record(z.string(), z.unknown()) });

/** A setting of a step, as the project file has it. */
function settingIn(file: string, stepId: string, name: string): unknown {
  const steps = stepSchema.array().parse(projectIn(file).steps);
  return steps.find(({ id }) => id === stepId)?.settings[name];
}

test('variables are suggested by their words, stand as chips, and are undone with the project', async ({
  app,
}) => {
  await new StartPage(app.page).create('Chips', 'From the Hello example');
  const editor = new EditorPage(app.page);
  const { canvas, settings } = editor;
  const { keyboard } = app.page;
  await canvas.select('greeting');
  await settings.fill('Text', 'Hello ');
  await editor.expectSaved();

  await settings.field('Text').press('End');
  await keyboard.type('{{customer n');
  await app.page.getByRole('option', { name: /customer name/ }).waitFor();
  await keyboard.press('Enter');
  await keyboard.type('!');
  const chip = settings.field('Text').locator('[data-path="user.name"]');
  await expect(chip).toHaveText('customer name');
  await expect(settings.root.getByText('With the values of an anonymous customer.')).toBeVisible();
  const file = await editor.filePath();
  const text = (): unknown => settingIn(file, 'greeting', 'content');
  await expect.poll(text).toBe('Hello {{user.name}}!');

  await test.step('a chip is edited as it is written, and removed as one', async () => {
    await keyboard.press('ArrowLeft');
    await keyboard.press('F2');
    await expect(chip).toHaveCount(0);
    await keyboard.type(' | upcase');
    await keyboard.press('End');
    await expect(chip).toContainText('upcase');
    await keyboard.press('Backspace');
    await keyboard.press('Backspace');
    await expect(chip).toHaveCount(0);
    await expect.poll(text).toBe('Hello ');
  });

  await test.step('what no step before gives is underlined', async () => {
    await keyboard.type('{{args.nothing}} and ');
    await expect(settings.field('Text').locator('.template-chip--wrong')).toHaveText('nothing');
  });

  await keyboard.press('ControlOrMeta+Z');
  await expect.poll(text).not.toContain('args.nothing');
  // How far one undo leads back depends on the pauses in typing; a variable shows by its words.
  const undone = String(text()).replace('{{user.name}}', 'customer name');
  await settings.expectText('Text', undone);
});

test('names of earlier steps are offered, and the last run’s values with them', async ({ app }) => {
  await new StartPage(app.page).create('Samples', 'From the Hello example');
  const editor = new EditorPage(app.page);
  const { canvas, settings, preview } = editor;
  await editor.show('Preview');
  await preview.start();
  await preview.option('Pro').click();
  await expect(preview.bubbles.last()).toContainText('Paid by the year');
  await canvas.showEverything();
  await canvas.step('about-free').click();
  await editor.show('Step');
  await settings.root.getByRole('button', { name: 'Insert a value' }).click();
  await expect(app.page.getByRole('option', { name: /^plan/ })).toContainText('pro');
  await app.page.keyboard.press('Escape');

  await canvas.step('tell-price').click();
  await settings.root.getByRole('tab', { name: 'Last run' }).click();
  await expect(settings.root.getByRole('region', { name: 'Input' })).toContainText(/yearly\s*108/);
});

test('code knows what it is given, is marked where it is wrong, and runs with its last input', async ({
  app,
}) => {
  await new StartPage(app.page).create('Code', 'Empty');
  const editor = new EditorPage(app.page);
  const { canvas, settings } = editor;
  await canvas.add('Code');
  await settings.fill(
    'Code',
    '/** @param {StepInput} input */\nexport default async function ({ context }) {\n  console.log("hi");\n  return { who: context.user.nam };\n}\n',
  );
  const marked = settings.root.locator('.squiggly-error');
  await expect(marked).toHaveCount(1, { timeout: 20_000 });
  await settings.fill(
    'Code',
    '/** @param {StepInput} input */\nexport default async function ({ context }) {\nconsole.log("hi");\n      return { who: context.user.type };\n}\n',
  );
  await expect(marked).toHaveCount(0);

  await settings.field('Code').press('ControlOrMeta+S');
  const file = await editor.filePath();
  await expect
    .poll(() => JSON.stringify(projectIn(file).steps))
    .toContain(String.raw`\n  console.log(\"hi\");\n  return { who`);

  await settings.root.getByRole('button', { name: 'Run with a sample' }).click();
  const result = settings.root.getByRole('status', { name: 'Result of the run' });
  await expect(result).toContainText(/who\s*anonymous/);
  await expect(result).toContainText('hi');

  await test.step('larger', async () => {
    await settings.field('Code').press('F11');
    const dialog = app.page.getByRole('dialog', { name: 'Code' });
    await expect(dialog.getByRole('textbox', { name: 'Code' })).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Code' }).press('F11');
    await expect(dialog).toHaveCount(0);
  });
});

test('options are dragged, and keep a number as a number', async ({ app }) => {
  await new StartPage(app.page).create('Lists', 'From the Hello example');
  const editor = new EditorPage(app.page);
  const { canvas, settings } = editor;
  await canvas.select('ask-plan');
  const file = await editor.filePath();
  const options = (): unknown => settingIn(file, 'ask-plan', 'options');
  const second = settings.root.getByRole('group', { name: 'option 2', exact: true });
  await second.getByRole('button', { name: 'Reorder option 2' }).press('Space');
  await expect(app.page.getByText('Option 2 is over place 2 of 2.')).toBeAttached();
  await app.page.keyboard.press('ArrowUp');
  await expect(app.page.getByText('Option 2 is over place 1 of 2.')).toBeAttached();
  await app.page.keyboard.press('Space');
  await expect.poll(options).toMatchObject([{ value: 'pro' }, { value: 'free' }]);

  await second.getByLabel('Type of the value').selectOption('number');
  await second.getByLabel('Kept as').fill('12');
  await expect.poll(options).toMatchObject([{ value: 'pro' }, { value: 12 }]);
});

test('a condition names what earlier steps gave, and reads as a sentence', async ({ app }) => {
  await new StartPage(app.page).create('Conditions', 'From the Hello example');
  const editor = new EditorPage(app.page);
  const { canvas, settings } = editor;
  await canvas.showEverything();
  await canvas.step('by-plan').click();
  await expect(settings.root.getByText("Plan is 'pro'.")).toBeVisible();
  await settings.root.getByRole('button', { name: 'Condition', exact: true }).click();
  await expect(settings.root.getByText('This can never be')).toBeVisible();
  await settings.root.getByLabel('What to compare').last().selectOption({ label: 'Channel' });
  await settings.root.getByLabel('Value', { exact: true }).last().selectOption({ label: 'e-mail' });
  await settings.root.getByLabel('How many must hold').selectOption({ label: 'Any of these holds' });
  await expect(settings.root.getByText("Plan is 'pro' or channel is e-mail.")).toBeVisible();
});

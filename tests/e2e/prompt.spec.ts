// A prompt built by hand: tools with paths, one of them for verified customers only, talked to with the offline simulator.
import { z } from 'zod';
import { expectReadable } from './app/axe.ts';
import { projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { PromptPanel } from './pages/prompt-panel.ts';
import { StartPage } from './pages/start-page.ts';

test('a prompt with three tools is built by hand, and offers one of them to verified customers only', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Support', 'Empty');
  const editor = new EditorPage(page);
  const { canvas, settings, preview } = editor;
  const tools = new PromptPanel(settings);
  await expect(canvas.steps).toHaveCount(1);
  for (let times = 0; times < 3; times += 1) await canvas.zoomOut();
  await canvas.moveTo('started', { x: 100, y: 60 });

  const message = await canvas.drop('Message received', { x: 100, y: 220 });
  const prompt = await canvas.drop('Prompt', { x: 280, y: 220 });
  await settings.name.fill('Decide');
  await tools.add('Collect e-mail');
  const escalateTool = await tools.add('Escalate');
  await escalateTool.getByRole('button', { name: 'Condition' }).click();
  await escalateTool.getByLabel('What to compare').selectOption({ label: 'Customer is verified' });
  await expect(escalateTool.getByText('User is verified.')).toBeVisible();
  await expect(canvas.step(prompt).getByRole('img', { name: 'only if user is verified' })).toBeVisible();
  await tools.fold(3);
  await expect(tools.tool(3)).toContainText('only if user is verified');

  const answer = await canvas.drop('Reply', { x: 480, y: 60 });
  const update = await canvas.drop('User update', { x: 480, y: 230 });
  await settings.fill('E-mail', '{{args.email}}');
  await expect(canvas.step(update)).toContainText('Set e-mail to email');
  const escalate = await canvas.drop('Escalate', { x: 480, y: 420 });
  await settings.fill('Note', 'About: {{args.topic}}');
  const told = await canvas.drop('Reply', { x: 660, y: 420 });
  await settings.fill('Text', 'A colleague will answer here soon.');

  await canvas.connect(message, 'next', prompt);
  await canvas.connect(prompt, 'Answer', answer);
  await canvas.connect(prompt, 'Collect e-mail', update);
  await canvas.connect(prompt, 'Escalate', escalate);
  await canvas.connect(escalate, 'next', told);
  await editor.expectSaved();

  const wish = 'I want to talk to a person';
  await editor.show('Preview');
  await preview.chooseTestUser('Visitor');
  await preview.start();
  await preview.say(wish);
  await expect(preview.assistantBubbles).toHaveCount(1);
  await expect(preview.assistantBubbles).toContainText('simulated');
  await canvas.expectRun(answer, 'visited');
  await canvas.expectRun(escalate, 'idle');

  await preview.chooseTestUser('Sam Lee');
  await preview.say(wish);
  await expect(preview.assistantBubbles.last()).toContainText('A colleague will answer here soon.');
  await canvas.expectRun(escalate, 'visited');
  await expect(preview.operator).toContainText(`About: ${wish}`);

  await preview.say('My address is ada@example.com');
  await canvas.expectRun(update, 'visited');
});

const edgeSchema = z.object({ from: z.object({ stepId: z.string(), port: z.string() }), to: z.string() });

test('connections stay with tools that are renamed and moved, go with one that is deleted, and come back', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Tools', 'Empty');
  const editor = new EditorPage(page);
  const { canvas, settings } = editor;
  const tools = new PromptPanel(settings);
  await expect(canvas.steps).toHaveCount(1);
  for (let times = 0; times < 3; times += 1) await canvas.zoomOut();
  await canvas.moveTo('started', { x: 100, y: 60 });
  const first = await canvas.drop('End', { x: 480, y: 60 });
  const second = await canvas.drop('End', { x: 480, y: 300 });
  const prompt = await canvas.drop('Prompt', { x: 280, y: 220 });
  await tools.add('Escalate');
  await canvas.connect(prompt, 'Answer', first);
  await canvas.connect(prompt, 'Escalate', second);
  await canvas.select(prompt);
  const file = await editor.filePath();
  const targets = (): readonly string[] =>
    edgeSchema
      .array()
      .parse(projectIn(file).edges)
      .map(({ to }) => to)
      .toSorted();
  const both = [first, second].toSorted();

  await test.step('renamed', async () => {
    await tools.fold(2);
    await tools.open(1);
    await tools.tool(1).getByLabel('Name', { exact: true }).first().fill('Tell');
    await expect(canvas.step(prompt)).toContainText('Tell');
    await tools.fold(1);
  });

  await test.step('moved, by keys and by its grip', async () => {
    await tools.head(2).press('Alt+ArrowUp');
    await tools.expectTools('Escalate', 'Tell');
    await expect(tools.head(1)).toBeFocused();
    await tools.head(1).press('Alt+ArrowDown');
    await tools.expectTools('Tell', 'Escalate');
    await expect(tools.head(2)).toBeFocused();
    await settings.root.getByRole('button', { name: 'Reorder tool 2' }).press('Space');
    await expect(page.getByText('Tool 2 is over place 2 of 2.')).toBeAttached();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByText('Tool 2 is over place 1 of 2.')).toBeAttached();
    await page.keyboard.press('Space');
    await tools.expectTools('Escalate', 'Tell');
  });
  await expect(canvas.edges).toHaveCount(2);
  await editor.expectSaved();
  expect(targets()).toEqual(both);

  await test.step('deleted, and brought back', async () => {
    await tools.head(1).press('Delete');
    await tools.expectTools('Tell');
    await expect(canvas.edges).toHaveCount(1);
    // In the note that says what was deleted.
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await tools.expectTools('Escalate', 'Tell');
    await expect(canvas.edges).toHaveCount(2);
    await editor.expectSaved();
    expect(targets()).toEqual(both);
  });

  await test.step('copied, here and into another prompt', async () => {
    await tools.choose(1, 'Duplicate');
    await tools.expectTools('Escalate', 'Escalate 2', 'Tell');
    await tools.head(3).press('ControlOrMeta+c');
    const other = await canvas.drop('Prompt', { x: 280, y: 480 });
    await tools.expectTools('Answer');
    await tools.head(1).press('ControlOrMeta+v');
    await tools.expectTools('Answer', 'Tell');
    expect(await canvas.hasPort(other, 'Tell')).toBe(true);
    await expect(canvas.edges).toHaveCount(2);
  });
});

test('tools hold parameters that hold choices, and an empty list says how to begin', async ({ app }) => {
  const { page } = app;
  await new StartPage(page).create('Parameters', 'Empty');
  const editor = new EditorPage(page);
  const { canvas, settings } = editor;
  const tools = new PromptPanel(settings);
  const prompt = await canvas.add('Prompt');
  await tools.choose(1, 'Delete tool');
  await expect(settings.root.getByText('Give it at least one')).toBeVisible();
  await settings.root.getByRole('button', { name: 'Sort by topic', exact: true }).click();
  await tools.expectTools('Sort by topic');

  const parameter = tools.tool(1).getByRole('group', { name: 'parameter 1', exact: true });
  await parameter.locator('.list-item__toggle').click();
  const choices = parameter.getByRole('group', { name: /^choice \d+$/ });
  await expect(choices).toHaveCount(3);
  await parameter.getByRole('textbox', { name: 'Value' }).nth(1).press('Enter');
  await expect(choices).toHaveCount(4);
  await expect(parameter.getByRole('textbox', { name: 'Value' }).nth(2)).toBeFocused();
  await page.keyboard.type('delivery');
  await expect(parameter.getByRole('textbox', { name: 'Value' })).toHaveCount(4);
  await parameter.getByLabel('Name', { exact: true }).fill('the topic');
  await expect(parameter.getByRole('alert')).toContainText('without spaces');
  await tools.tool(1).getByRole('button', { name: 'Condition' }).click();
  await (await tools.add('Answer')).getByRole('button', { name: 'Condition' }).click();
  await expectReadable(page, 'tools with parameters, choices and conditions');

  await tools.fold(1);
  await expect(tools.head(1).getByRole('img', { name: '1 error' })).toBeVisible();
  await editor.problemsButton.click();
  await editor.problems.getByRole('button', { name: /cannot be called/ }).click();
  await expect(parameter.getByLabel('Name', { exact: true })).toBeFocused();
  await editor.problems.getByRole('button', { name: 'Call it “the_topic”' }).click();
  await expect(parameter.getByRole('alert')).toHaveCount(0);
  await expect(parameter.getByLabel('Name', { exact: true })).toHaveValue('the_topic');
  await editor.expectSaved();
  const steps = JSON.stringify(projectIn(await editor.filePath()).steps);
  expect(steps).toContain('"value":"delivery"');
  expect(await canvas.hasPort(prompt, 'Sort by topic')).toBe(true);
});

// A real server that speaks OpenAI's API: set up in the settings, chosen, used by a prompt of the preview; every failure says
// what to do, and the key is seen nowhere.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { type ModelServer, serverKey, startModelServer } from '../helpers/model-server.ts';
import type { App } from './app/app.ts';
import { expectReadable } from './app/axe.ts';
import { commandLine, projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { ModelsSettings } from './pages/models-settings.ts';
import { StartPage } from './pages/start-page.ts';

let server: ModelServer;
test.beforeEach(async () => {
  server = await startModelServer();
});
test.afterEach(() => server[Symbol.asyncDispose]());

/** A project whose prompt answers what the customer writes. */
async function openPromptProject(
  app: App,
  project: object = promptProject,
): Promise<{ readonly editor: EditorPage; readonly models: ModelsSettings }> {
  const file = join(app.home, 'Prompt.dialogram');
  const bundle = join(app.home, 'bundle.json');
  writeFileSync(bundle, JSON.stringify(project));
  expect(commandLine('import', bundle, file)).toMatchObject({ exitCode: 0, stderr: '' });
  await new StartPage(app.page).openPath(file);
  const editor = new EditorPage(app.page);
  await editor.expectShown('Prompts');
  return { editor, models: new ModelsSettings(app.page) };
}

const promptProject = {
  format: 'dialogram',
  formatVersion: 1,
  workspace: { id: 'w', name: 'Prompts', mainWorkflowId: 'main', primaryAssistantId: 'bot' },
  assistants: [{ id: 'bot', name: 'Robin' }],
  workflows: [{ id: 'main', name: 'Main' }],
  steps: [
    { id: 'asked', workflowId: 'main', kind: 'message-received', settings: {}, position: { x: 0, y: 0 } },
    { id: 'prompt', workflowId: 'main', kind: 'prompt', settings: {}, position: { x: 260, y: 0 } },
    { id: 'say', workflowId: 'main', kind: 'reply', settings: { content: '' }, position: { x: 560, y: 0 } },
  ],
  edges: [
    { id: 'e1', from: { stepId: 'asked', port: 'next' }, to: 'prompt' },
    { id: 'e2', from: { stepId: 'prompt', port: 'answer' }, to: 'say' },
  ],
  testUsers: [{ id: 'ann', name: 'Ann', identity: 'anonymous' }],
};

/** Of the prompt, which keeps it under Advanced. */
async function modelField(editor: EditorPage): Promise<Locator> {
  await editor.show('Step');
  await editor.canvas.select('prompt');
  const field = editor.settings.field('Model');
  await expect(field).toBeAttached();
  if (!(await field.isVisible())) await editor.settings.root.locator('summary').click();
  return field;
}

/** Every file below a folder that holds the text. */
function filesWith(text: string, folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .filter((path) => readFileSync(path).includes(text));
}

async function expectKeyNowhere(app: App): Promise<void> {
  expect(await app.page.content()).not.toContain(serverKey);
  const written = await app.page
    .locator('input, textarea')
    .evaluateAll((fields) => fields.map((field) => ('value' in field ? String(field.value) : '')));
  expect(written.join('\n')).not.toContain(serverKey);
  const kept = await app.page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.href]));
  expect(kept).not.toContain(serverKey);
  expect(JSON.stringify(await app.frames())).not.toContain(serverKey);
  expect(filesWith(serverKey, app.home)).toEqual([]);
}

test('a server is set up, listed, made the default and answers in the preview, and its key is seen nowhere', async ({
  app,
}) => {
  const { editor, models } = await openPromptProject(app);
  const file = await editor.filePath();
  await models.open();
  await expect(models.root).toContainText('Connect a model');
  await models.addServer({ name: 'My server', address: server.url, key: 'sk-wrong' });
  await models.expectFailure('My server', /“my-server” refused the key\. Check it/);
  await models.replaceKey('My server', serverKey);
  await models.expectAnswers('My server');
  await expect(models.card('My server')).toContainText('Key saved');
  await models.card('My server').getByText('5 models').click();
  await expect(models.card('My server').getByRole('listitem')).toContainText(['answers', 'breaks-json']);
  await expectReadable(app.page, 'the models of somebody who has some');
  await expectKeyNowhere(app);

  await models.defaultModel.fill('answ');
  await expect(app.page.getByRole('option', { name: 'answers' })).toBeVisible();
  await models.defaultModel.press('Enter');
  await expect(models.defaultModel).toHaveValue('answers · My server');
  await models.close();
  const defaultModel = () => projectIn(file)['workspace'];
  await expect.poll(defaultModel).toMatchObject({ defaultModel: 'my-server/answers' });
  await editor.undo();
  await expect.poll(defaultModel).toMatchObject({ defaultModel: null });
  await editor.redo();

  await editor.show('Preview');
  await editor.preview.say('When does it come?');
  await expect(editor.preview.assistantBubbles).toContainText('Parcels take “three” days.');
  expect(server.requests.at(-1)).toMatchObject({ model: 'answers', tool_choice: 'required' });
  await expectKeyNowhere(app);
  expect(filesWith('my-server/answers', app.home)).not.toEqual([]);
});

const failures: readonly (readonly [model: string, words: RegExp])[] = [
  ['local/nobody-knows-it', /“local” has no model “nobody-knows-it”\. Choose one/],
  ['local/too-long', /too long for “too-long”\. Send fewer messages/],
  ['local/refuses', /“refuses” refuses to answer this conversation\. Change the role/],
  ['local/no-quota', /no more requests now: You exceeded your current quota\. Wait a while/],
  ['local/broken', /answered with an error \(500\): Oops, … hit the wall\. Try again/],
  ['other-key/answers', /“other-key” refused the key\. Check it/],
  ['gone/answers', /“gone” cannot be reached at 127\.0\.0\.1:\d+\. Check the address/],
  ['slow/never-ends', /“never-ends” did not answer within 2 seconds\. Try again, allow more time/],
];

/** One prompt after the other, each where the one before it failed. */
const failingProject = {
  ...promptProject,
  steps: [
    promptProject.steps[0],
    ...failures.map(([model], index) => ({
      id: `prompt-${index}`,
      workflowId: 'main',
      kind: 'prompt',
      name: model,
      settings: { model },
      position: { x: 260 * (index + 1), y: 0 },
    })),
    { ...promptProject.steps[2], settings: { content: 'All of them failed.' } },
  ],
  edges: [
    { id: 'e', from: { stepId: 'asked', port: 'next' }, to: 'prompt-0' },
    ...failures.map((_, index) => ({
      id: `e${index}`,
      from: { stepId: `prompt-${index}`, port: 'error' },
      to: index + 1 < failures.length ? `prompt-${index + 1}` : 'say',
    })),
  ],
};

test('each failure of a model says in the trace of the preview what happened and what to do', async ({
  app,
}) => {
  const { editor, models } = await openPromptProject(app, failingProject);
  await models.open();
  await models.addServer({ name: 'Local', address: server.url, key: serverKey });
  await models.addServer({ name: 'Other key', address: server.url, key: 'sk-wrong' });
  await models.addServer({ name: 'Gone', address: await addressOfNobody() });
  await models.addServer({ name: 'Slow', address: server.url, key: serverKey, seconds: 2 });
  await models.expectFailure('Gone', /“gone” cannot be reached/);
  await models.close();
  await editor.show('Preview');
  await editor.preview.say('When does it come?');
  await expect(editor.preview.assistantBubbles).toContainText('All of them failed.', { timeout: 60_000 });
  await expect(editor.preview.traceRows.locator('.trace-row__error')).toHaveText(
    failures.map(([, words]) => words),
  );
  await expectKeyNowhere(app);
});

async function addressOfNobody(): Promise<string> {
  const gone = await startModelServer();
  await gone[Symbol.asyncDispose]();
  return gone.url;
}

test('a test of a connection can be stopped, and says what is wrong and what to do', async ({ app }) => {
  const { editor, models } = await openPromptProject(app);
  await models.open();
  await models.addServer({ name: 'Local', address: server.url.replace('http://', ''), key: serverKey });
  await models.expectAnswers('Local');
  server.listAs('always-busy');
  await models.test('Local');
  await models.expectFailure('Local', /takes no more requests now: Slow down\. Wait a while/);
  server.listAs('broken');
  await models.test('Local');
  await models.expectFailure('Local', /answered with an error \(500\): Oops, … hit the wall\. Try again/);
  server.listAs('never-ends');
  await models.test('Local');
  const card = models.card('Local');
  await expect(card.getByRole('status')).toContainText('Asking Local for its models');
  await card.getByRole('button', { name: 'Cancel' }).click();
  await expect(card.getByRole('status')).toHaveCount(0);
  await expect(card.getByRole('alert')).toHaveCount(0);
  await models.allow('Local', 2);
  await models.expectFailure('Local', /did not answer within 2 seconds\. Try again, allow more time/);
  await server[Symbol.asyncDispose]();
  await models.test('Local');
  await models.expectFailure(
    'Local',
    /cannot be reached at 127\.0\.0\.1:\d+\. Check the address and the network/,
  );

  const openAi = await models.choosePreset('OpenAI');
  await openAi.getByRole('button', { name: 'Save and test' }).click();
  await models.expectFailure('OpenAI', /There is no key for “openai”\. Add it/);
  await models.close();
  const field = await modelField(editor);
  await field.fill('openai/gpt-5');
  await field.press('Enter');
  await expect(editor.settings.frame('Model')).toContainText('OpenAI has no key on this computer');
  await editor.expectSaved();
  await editor.show('Preview');
  await editor.preview.say('Hello');
  await expect(editor.preview.assistantBubbles).toHaveCount(1);
  await editor.preview.openRun(1);
  await expect(editor.preview.root).toContainText(
    '“openai/gpt-5” is not set up on this computer, or has no key',
  );

  await models.open();
  await models.card('OpenAI').getByRole('button', { name: 'Remove OpenAI' }).click();
  await expect(models.card('OpenAI').getByRole('button', { name: 'Keep' })).toBeFocused();
  await expect(models.card('OpenAI')).toContainText('Prompt');
  await models.card('OpenAI').getByRole('button', { name: 'Remove OpenAI', exact: true }).last().click();
  await expect(models.card('OpenAI')).toHaveCount(0);
  await expect(models.card('Local')).toBeVisible();
});

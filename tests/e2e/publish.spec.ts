// From the editor to customers: published by clicking, talked to over HTTP, changed with the difference in words, rolled back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { environmentStateSchema } from '#shared/runtime-api/publishing.ts';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { type RuntimeProcess, startRuntimeProcess } from '#tests/helpers/runtime-process.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { PublishScreen } from './pages/publish-screen.ts';
import { StartPage } from './pages/start-page.ts';
import { importBundle } from './pages/support-flow.ts';

let folder: string;
let server: RuntimeProcess;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dialogram-publish-'));
  server = await startRuntimeProcess(folder);
});
test.afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

test('Support is published, talked to, edited, published again and rolled back', async ({ app }) => {
  const { page } = app;
  const editor = new EditorPage(page);
  const screen = new PublishScreen(page);
  await new StartPage(page).create('Acme Help', 'Support');
  await editor.expectShown('Acme Help');
  await page.keyboard.press('Alt+0');
  await expect(screen.root).toContainText('npm run runtime');
  await expectReadable(page, 'publishing without a target');

  await test.step('a wrong key is said, and what is missing is asked for', async () => {
    await screen.connect(server.url, 'dgk_wrong');
    await expect(screen.trouble).toContainText('does not know this key');
    await screen.connect(server.url, server.key);
    await expect(screen.root).toContainText('Nothing is live in production yet');
    await expect(screen.publishButton).toBeDisabled();
    await screen.root.getByRole('button', { name: /^Use the simulator/ }).click();
    await expect(screen.root.getByRole('button', { name: 'Ask Stripe for invoices' })).toBeVisible();
    await screen.root.getByRole('button', { name: 'Go on without it' }).click();
    await expect(screen.publishButton).toBeEnabled();
    await screen.note.fill('The first version');
    await page.keyboard.press('Alt+0');
    await expect(screen.root).toBeHidden();
    await page.keyboard.press('Alt+0');
    await expect(screen.note).toHaveValue('The first version');
    await expectReadable(page, 'publishing');
  });

  await screen.publishButton.click();
  await screen.expectLive(1);
  const client = new RuntimeClient(server.url, server.key);
  const projectId = await projectIdOf(screen);
  await test.step('customers talk to it, and it brings in an operator', async () => {
    const { conversationId, messages } = await client.start({
      projectId,
      customer: { email: 'ann@example.com' },
    });
    expect(messages.map(({ content }) => content).join(' ')).toContain('Acme Help');
    await client.say(conversationId, 'I want to talk to a human');
    expect((await client.view(conversationId)).status).toBe('escalated');
    await server.killAndStart();
    expect((await client.view(conversationId)).status).toBe('escalated');
    expect((await client.messages(conversationId)).length).toBeGreaterThan(2);
  });

  await test.step('whoever published it talks to it at once', async () => {
    await screen.root.getByRole('button', { name: 'Talk to it' }).click();
    const talk = screen.root.getByRole('group', { name: 'Conversation with what is live' });
    await expect(talk.getByRole('log')).toContainText('welcome to Acme Help');
    await talk.getByRole('textbox').fill('I want to talk to a human');
    await page.keyboard.press('Enter');
    await expect(talk.getByRole('log')).toContainText('what is your e-mail address?');
    await expectReadable(page, 'talking to what is live');
  });

  await test.step('another greeting is told in words and drawn, before it is published', async () => {
    await screen.close();
    // Who comes back to the canvas is at its first step.
    await expect.poll(() => editor.canvas.stepIds('.selected')).toHaveLength(1);
    await editor.canvas.step('hello').click();
    await expect.poll(() => editor.canvas.stepIds('.selected')).toEqual(['hello']);
    await editor.show('Step');
    await editor.settings.fill('Text', 'Good day!');
    await editor.expectSaved();
    await screen.open();
    await expect(screen.changes).toContainText('“Good day!”');
    await screen.root.getByRole('button', { name: 'Show on the canvas' }).click();
    await expect(page.getByTestId('compared-hello')).toHaveAttribute('data-mark', 'changed');
    await page.getByRole('button', { name: 'Back to publishing' }).click();
    await screen.publish('Shorter greeting');
    await screen.expectLive(2);
    expect((await client.start({ projectId })).messages[0]?.content).toBe('Good day!');
  });

  await test.step('the first version comes back', async () => {
    await screen.root.getByRole('button', { name: 'Roll back to version 1' }).click();
    await expect(screen.root.getByRole('group', { name: 'Make version 1 live' })).toContainText(
      '“Good day!” →',
    );
    await screen.root.getByRole('button', { name: 'Make version 1 live' }).click();
    await screen.expectLive(1);
    await expect(screen.versions.filter({ hasText: 'The first version' })).toContainText(
      'live in production',
    );
    expect((await client.start({ projectId })).messages[0]?.content).toContain('Acme Help');
  });
});

test('errors lead to where they are, and who publishes second sees what is live', async ({ app }) => {
  const { page } = app;
  const editor = new EditorPage(page);
  const screen = new PublishScreen(page);
  const project = greeting('Hello.');
  await importBundle(page, project);
  await editor.expectShown('Greeter');
  await screen.open();
  await screen.connect(server.url, server.key);
  await expect(screen.publishButton).toBeEnabled();

  // Somebody else, in the meantime.
  const client = new RuntimeClient(server.url, server.key);
  const theirs = projectDocumentSchema.parse(greeting('Hello from Kim.'));
  await client.publish({
    ...theirs,
    assistants: theirs.assistants.map((each) => ({ ...each, name: 'Kim' })),
  });
  await screen.publish('Mine');
  await expect(screen.trouble).toContainText('published to this environment meanwhile');
  await expect(screen.changes).toContainText('“Hello from Kim.” → “Hello.”');
  await expect(screen.changes).toContainText('Name: “Kim” → ');
  await screen.publishButton.click();
  await screen.expectLive(2);
  const state = await client.get(environmentStateSchema, '/v1/projects/greeter/environments/production');
  expect(state.live?.note).toBe('Mine');

  await screen.close();
  const code = await editor.canvas.add('Code');
  await editor.show('Step');
  await editor.settings.fill('Code', 'not a function');
  await editor.expectSaved();
  await screen.open();
  await screen.root.getByRole('list', { name: 'Errors' }).getByRole('button').first().click();
  await expect(screen.root).toBeHidden();
  await expect(editor.canvas.step(code)).toBeInViewport();
});

/** It is in the request that starts a conversation. */
async function projectIdOf({ root }: PublishScreen): Promise<string> {
  const request = (await root.locator('code', { hasText: 'projectId' }).textContent()) ?? '';
  return /"projectId":"([^"]+)"/u.exec(request)?.[1] ?? '';
}

function greeting(content: string): object {
  const empty = emptyProject('Greeter', 'greeter');
  return {
    ...empty,
    steps: [
      ...empty.steps,
      { id: 'hello', workflowId: 'main', kind: 'reply', settings: { content }, position: { x: 400, y: 160 } },
    ],
    edges: [{ id: 'e', from: { stepId: 'started', port: 'next' }, to: 'hello' }],
  };
}

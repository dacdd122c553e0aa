// A connector from nothing to an answer for the right customer: made, tried, attached to code from the gallery, guarded.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { startStripeServer, stripeKey, type StripeServer } from '#tests/helpers/stripe-server.ts';
import { codeSnippets, insertSnippet } from '#shared/model/snippets/insert-snippet.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { ConnectorsScreen } from './pages/connectors-screen.ts';
import { EditorPage } from './pages/editor-page.ts';
import { importBundle } from './pages/support-flow.ts';

let server: StripeServer;
test.beforeAll(async () => {
  server = await startStripeServer();
});
test.afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const step = (id: string, kind: string, x: number, y: number, settings: JsonObject = {}): JsonObject => ({
  id,
  workflowId: 'main',
  kind,
  settings,
  position: { x, y },
});
const edge = (stepId: string, port: string, to: string): JsonObject => ({
  id: `${stepId}-${port}`,
  from: { stepId, port },
  to,
});

/** “plan” goes to the code at once; everything else asks the AI, whose tool is for verified customers alone. */
function planProject(): object {
  const empty = emptyProject('Plans', 'plans');
  const verified = { combinator: 'and', rules: [{ field: 'user.verified', operator: 'isTrue' }] };
  const says = { combinator: 'and', rules: [{ field: 'message.content', operator: 'is', value: 'plan' }] };
  const tools = [
    {
      id: 'look',
      name: 'Look up the plan',
      description: 'Tells which plan the customer has.',
      useCases: [{ id: 'which', text: 'Which subscription do I have?' }],
      parameters: [],
      condition: verified,
    },
    {
      id: 'say',
      name: 'Say something',
      description: 'Says something.',
      useCases: [],
      parameters: [{ id: 'content', name: 'content', type: 'string', description: 'What to say' }],
    },
  ];
  return {
    ...empty,
    steps: [
      step('asked', 'message-received', 80, 400),
      step('which', 'branch', 360, 400, { cases: [{ id: 'plan', condition: says }] }),
      step('ask', 'code', 680, 260),
      step('think', 'prompt', 680, 520, { preamble: 'You help.', tools }),
      step('told', 'reply', 1000, 260, {
        content: 'You have {{args.subscription.plan}}, paid until {{args.subscription.paidUntil}}.',
      }),
      step('sorry', 'reply', 1000, 400, { content: 'No: {{args.error.message}}' }),
      step('said', 'reply', 1000, 560, { content: 'Something else.' }),
    ],
    edges: [
      edge('asked', 'next', 'which'),
      edge('which', 'plan', 'ask'),
      edge('which', 'else', 'think'),
      edge('ask', 'next', 'told'),
      edge('ask', 'error', 'sorry'),
      edge('think', 'look', 'ask'),
      edge('think', 'say', 'said'),
    ],
    testUsers: [
      {
        id: 'vera',
        name: 'Vera',
        identity: 'verified',
        externalId: 'c-1',
        attrs: { stripeCustomerId: 'cus_jane' },
      },
      { id: 'ann', name: 'Ann', identity: 'anonymous' },
    ],
  };
}

/** What the gallery makes of the code that a new step begins with. */
function withSnippet(): string {
  const starter = definitions.find(({ kind }) => kind === 'code')?.settings.parse({})['code'];
  const snippet = codeSnippets.find(({ id }) => id === 'stripe-subscription');
  if (typeof starter !== 'string' || snippet === undefined)
    throw new Error('The gallery has no such snippet.');
  return insertSnippet(starter, snippet);
}

test('a connector is made, tried and attached to code from the gallery, which serves the right customer alone', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const { page } = app;
  await importBundle(page, planProject());
  const editor = new EditorPage(page);
  await editor.expectShown('Plans');
  const { canvas, settings, preview } = editor;
  const connectors = new ConnectorsScreen(page);

  await connectors.open();
  await expect(connectors.root).toContainText('Let code steps ask your other services');
  await connectors.root.getByRole('button', { name: /^Stripe/ }).click();
  await expect(connectors.root.getByLabel('Pattern 1', { exact: true })).toHaveValue(
    'https://api.stripe.com/*',
  );
  await connectors.tester.fill('https://api.stripe.com.evil.example/v1');
  await expect(connectors.verdict).toContainText('Would not match');
  await connectors.tester.fill('https://api.stripe.com/v1/customers');
  await expect(connectors.verdict).toContainText('Would match');

  const origin = `http://localhost:${server.port}`;
  await connectors.setPattern(1, `${origin}/*`);
  await connectors.saveSecret(stripeKey);
  await connectors.test(`${origin}/v1/customers`);
  await expect(connectors.testResult).toContainText('this computer');
  await connectors.allowLocal();
  await connectors.test(`${origin}/v1/customers`);
  await expect(connectors.testResult).toContainText('It works: status 200');
  await expect(connectors.counts).toHaveText('2 requests, 1 error');
  await connectors.close();

  await expect(async () => {
    await canvas.step('ask').hover();
    await canvas.select('ask');
  }).toPass({ timeout: 30_000 });
  await editor.show('Step');
  await settings.root.getByRole('button', { name: 'Snippets' }).click();
  await page.getByRole('menuitem', { name: /Stripe: look up the subscription/ }).click();
  const file = await editor.filePath();
  // The call stands at the beginning, where it can be seen.
  await expect(settings.frame('Code')).toContainText('lookUpSubscription');
  const code = withSnippet().replace('https://api.stripe.com', origin);
  await settings.fill('Code', code);
  await settings.root.getByLabel('Stripe', { exact: true }).check({ force: true });
  await editor.expectSaved();

  await editor.show('Preview');
  await preview.chooseTestUser('Vera');
  await preview.start();
  await preview.say('plan');
  const answer = 'You have Pro, paid until 2026-12-01.';
  await expect(preview.assistantBubbles.last()).toContainText(answer);
  await preview.say('Which subscription do I have?');
  await expect(preview.assistantBubbles).toHaveCount(2);
  await expect(preview.assistantBubbles.last()).toContainText(answer);
  await editor.show('Step');
  await settings.root.getByRole('button', { name: 'Run with the last input' }).click();
  await expect(settings.root.getByRole('status', { name: 'Result of the run' })).toContainText('Pro');
  await expect(settings.root.getByRole('list', { name: 'Requests' })).toContainText('Status 200');

  await editor.show('Preview');
  await preview.chooseTestUser('Ann');
  await preview.say('plan');
  await expect(preview.assistantBubbles.last()).toContainText('The customer is not signed in');
  await preview.say('Which subscription do I have?');
  await expect(preview.assistantBubbles.last()).toContainText('Something else.');

  // The guard is taken out, and put in again by the problem's own fix.
  await editor.show('Step');
  await settings.fill('Code', code.replace('assertVerifiedWebUser(context);\n', ''));
  await editor.problemsButton.click();
  await expect(editor.problems).toContainText('Customers who are not verified can come to this code');
  await editor.problems
    .getByRole('button', { name: 'Call assertVerifiedWebUser(context) first', exact: true })
    .click();
  await expect(editor.problems).not.toContainText('Customers who are not verified can come to this code');
  await editor.expectSaved();

  for (const text of [await page.content(), ...(await app.frames()).map((frame) => JSON.stringify(frame))]) {
    expect(text).not.toContain(stripeKey);
  }
  if (app.shell === 'browser') {
    expect(await runAs('Vera', file, app.home)).toContain(answer);
    expect(await runAs('Ann', file, app.home)).toContain('The customer is not signed in');
  }
  expect(readFileSync(join(app.home, 'vault.json'), 'utf8')).not.toContain(stripeKey);
});

test('the list of connectors, and one of them, can be read by everyone', async ({ app }) => {
  await importBundle(app.page, planProject());
  await new EditorPage(app.page).expectShown('Plans');
  const connectors = new ConnectorsScreen(app.page);
  await connectors.open();
  await expectReadable(app.page, 'no connectors');
  await connectors.root.getByRole('button', { name: /^Custom/ }).click();
  await connectors.root.getByLabel('New pattern').fill('http://a.example/*');
  await expect(connectors.root).toContainText('it must begin with https://');
  await expectReadable(app.page, 'a connector');
  await connectors.root.getByRole('button', { name: 'Delete connector' }).click();
  await expect(connectors.root).toContainText('Let code steps ask your other services');
  await app.page.keyboard.press('ControlOrMeta+z');
  await expect(connectors.rows).toHaveCount(1);
});

const execute = promisify(execFile);

/** Beside this process, which has the server that is asked. */
async function runAs(name: string, file: string, home: string): Promise<string> {
  const { stdout } = await execute(
    process.execPath,
    ['cli/main.ts', 'run', file, '--test-user', name, '--say', 'plan'],
    { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, DIALOGRAM_HOME: home } },
  );
  return stdout;
}

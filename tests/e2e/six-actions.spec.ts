// Six everyday tasks, built without code against the demo shop and done in a conversation; the command line plays it to the same end.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type DemoServices, startDemoServices } from '#shared/demo-services/demo-services.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { ActionsScreen } from './pages/actions-screen.ts';
import { EditorPage } from './pages/editor-page.ts';
import { IntegrationsScreen } from './pages/integrations-screen.ts';
import { openShopProject } from './pages/shop-actions.ts';

let demo: DemoServices;
test.beforeEach(async () => {
  demo = await startDemoServices({ port: 0 });
});
test.afterEach(() => demo[Symbol.asyncDispose]());

const tasks = [
  { name: 'Check order status', service: 'Demo services' },
  { name: 'Schedule a callback', service: 'Demo services' },
  { name: 'Apply a discount', service: 'Demo services' },
  { name: 'Create a ticket', service: 'Demo shop' },
  { name: 'Send a confirmation', service: 'Demo services' },
  { name: 'Update contact info', service: 'Demo services' },
] as const;

/** What the customer says once they are verified, and what they read when it is done. */
const wishes = [
  ['Where is my order A-1001?', 'It is shipped, and comes on 2026-12-02.'],
  ['Please call me back on +15555550100 at 2026-12-01T14:00', 'Your callback is booked.'],
  ['I want to report a bug: “The lid is loose”', 'Your ticket is open. We will answer by e-mail.'],
  ['I need a confirmation at jane@example.com', 'The confirmation is on its way.'],
  ['Here is my new phone number: +15555550199', 'Your contact details are changed.'],
] as const;
const money = 'Can I get a discount on order A-1002, say 10 percent?';
const reason = 'It came late';

test('six tasks are built without code and done for whom they are, and the command line agrees', async ({
  app,
}) => {
  const { page, home } = app;
  await openShopProject(page, demo, { integrations: [], operations: [] });
  const editor = new EditorPage(page);
  const { canvas, settings, preview } = editor;
  await editor.expectShown('Shop');

  const integrations = new IntegrationsScreen(page);
  await integrations.open();
  await integrations.connect('Demo services');
  await integrations.fill('Base URL', demo.url);
  await integrations.saveSecret(demo.key);
  await integrations.back('All integrations');
  await integrations.allowLocal();
  await integrations.importFrom(`${demo.url}/openapi.json`, 'Create a ticket');
  await integrations.saveSecret(demo.key);

  const actions = new ActionsScreen(page);
  await actions.open();
  await expectReadable(page, 'no actions');
  for (const { name, service } of tasks) {
    await actions.make(name);
    await actions.useOperation(service, name);
    await expect(actions.root.getByRole('heading', { name: 'What to mend' })).toBeHidden();
    await actions.back();
  }
  await actions.openOne(tasks[1].name);
  await actions.choose('As', 'Vera · verified');
  await actions.try({ phone: '+15555550100', time: '2026-12-01T14:00' });
  await expect(actions.trial).toContainText('The customer is asked');
  expect(demo.shop.callbacks).toHaveLength(0);
  await expectReadable(page, 'an action');
  await actions.close();
  await canvas.select('think');
  await editor.show('Step');
  for (const { name } of tasks) await settings.root.getByLabel(name, { exact: true }).check({ force: true });
  await canvas.connect('think', 'Check order status', 'told');
  await expect(canvas.step('think').getByRole('img', { name: /^Only for verified customers\./ })).toHaveCount(
    3,
  );

  await editor.show('Preview');
  await preview.setLive(true);
  await preview.chooseTestUser('Ann');
  await preview.start();
  await preview.say(wishes[0][0]);
  await expect(preview.assistantBubbles.last()).toContainText('I can only answer.');
  await preview.chooseTestUser('Vera');
  for (const [wish, answer] of wishes) {
    await preview.say(wish);
    if (wish !== wishes[0][0]) await preview.pick('Yes');
    await expect(preview.assistantBubbles.last()).toContainText(answer);
  }
  await preview.say(money);
  await preview.approve(reason);
  await expect(preview.assistantBubbles.last()).toContainText('The discount is on your order.');
  await actions.openAudit();
  await expect(actions.auditEntries).toHaveCount(6);
  await expect(actions.auditEntries.getByText('Done', { exact: true })).toHaveCount(6);
  await expectReadable(page, 'the audit log');
  const { callbacks, tickets, mail, discounts, contacts } = demo.shop;
  expect([callbacks, tickets, mail, discounts].map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  expect(contacts.get('jane@example.com')?.['phone']).toBe('+15555550199');
  await editor.expectSaved();

  // The command line meets a shop in which nothing was done yet.
  const port = Number(new URL(demo.url).port);
  await demo[Symbol.asyncDispose]();
  demo = await startDemoServices({ port });
  const script = join(home, 'script.json');
  const asked = wishes.map(([say], place) => (place === 0 ? [{ say }] : [{ say }, { pick: 'Yes' }])).flat();
  const decided = [{ say: money }, { decide: 'approve', reason }];
  writeFileSync(script, JSON.stringify([{ say: wishes[0][0] }, { become: 'Vera' }, ...asked, ...decided]));
  const events = await runProject(await editor.filePath(), script, home);
  const said = await preview.bubbles.locator('.markdown, .bubble__text').allInnerTexts();
  expect(events.flatMap(({ type, content }) => (isSaid.has(type) ? [plain(content ?? '')] : []))).toEqual(
    said.map(plain),
  );
  expect(events.filter(({ type }) => type === 'action.executed').map(outcomeOf)).toEqual(
    auditLog(home).map(outcomeOf),
  );
});

const isSaid = new Set(['message.received', 'reply', 'choice']);
const outcomeSchema = z.object({
  name: z.string(),
  caller: z.string(),
  outcome: z.string(),
  code: z.string().nullable(),
  inputs: z.record(z.string(), z.unknown()),
});
const eventSchema = z.looseObject({ type: z.string(), content: z.string().optional() });

/** What both tell of an execution; times, and the ids that the shop counts up, are their own. */
const outcomeOf = (entry: unknown): z.infer<typeof outcomeSchema> => outcomeSchema.parse(entry);

/** Without what Markdown makes of it. */
const plain = (text: string): string =>
  text
    .replaceAll(/\*\*|\\|^- /gmu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();

function auditLog(home: string): readonly unknown[] {
  const folder = join(home, 'audit');
  const lines = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return lines
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** Beside this process, which has the shop that is asked. */
async function runProject(file: string, script: string, home: string) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['cli/main.ts', 'run', file, '--test-user', 'Ann', '--script', script, '--json'],
    { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, DIALOGRAM_HOME: home } },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => eventSchema.parse(JSON.parse(line)));
}

// Services connected from nothing: a preset, an OpenAPI document, a sign-in in the browser, a database.
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { type DemoServices, startDemoServices } from '#shared/demo-services/demo-services.ts';
import { startOAuthServer } from '#tests/helpers/oauth-server.ts';
import { answerJson, startWebServer } from '#tests/helpers/web-server.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { IntegrationsScreen } from './pages/integrations-screen.ts';
import { importBundle } from './pages/support-flow.ts';

let demo: DemoServices;
test.beforeAll(async () => {
  demo = await startDemoServices({ port: 0 });
});
test.afterAll(async () => {
  await demo[Symbol.asyncDispose]();
});

test('a service is connected, tried and switched off, and its key is nowhere to be read', async ({ app }) => {
  test.setTimeout(120_000);
  const { page } = app;
  await importBundle(page, emptyProject('Shop', 'shop'));
  const editor = new EditorPage(page);
  await editor.expectShown('Shop');
  const integrations = new IntegrationsScreen(page);
  await integrations.open();
  const { root } = integrations;
  await expect(root).toContainText('Let actions use your other services');
  await expectReadable(page, 'no integrations');

  await integrations.connect('Demo services');
  await integrations.fill('Base URL', demo.url);
  await integrations.saveSecret(demo.key);
  await expect(integrations.operations).toHaveCount(8);
  await expectReadable(page, 'an integration');
  await integrations.back('All integrations');
  await integrations.allowLocal();
  await expectReadable(page, 'the list of integrations');
  await root.getByRole('button', { name: 'Integration Demo services' }).click();

  await integrations.openOperation('Check order status');
  await integrations.fill('order', 'A-1001');
  await root.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(integrations.tryResult).toContainText('It works: status 200');
  await expect(integrations.tryResult).toContainText('shipped');
  await root.getByRole('button', { name: /^Keep total/u }).click();
  await expect(root.getByRole('button', { name: /^Keep total/u })).toHaveAttribute('aria-pressed', 'true');
  await expectReadable(page, 'an operation');

  await integrations.back('Demo services');
  await integrations.openOperation('Create a ticket');
  await integrations.fill('subject', 'Broken');
  await integrations.fill('message', 'It leaks.');
  await root.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(integrations.tryResult).toContainText('"subject":"Broken"');
  expect(demo.shop.tickets).toHaveLength(0);

  await integrations.back('Demo services');
  await root.getByLabel('Check order status switched on').uncheck({ force: true });
  await expect(integrations.counts).toHaveText('1 request');
  await root.getByRole('button', { name: 'Delete integration' }).click();
  await expect(root).toContainText('Let actions use your other services');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(integrations.rows).toHaveCount(1);
  await expect(integrations.rows).toContainText('8 operations');
  await editor.expectSaved();
  expect(readFileSync(join(app.home, 'vault.json'), 'utf8')).not.toContain(demo.key);
});

test('operations are chosen from an OpenAPI document', async ({ app }) => {
  const { page } = app;
  await importBundle(page, emptyProject('Import', 'import'));
  await new EditorPage(page).expectShown('Import');
  const integrations = new IntegrationsScreen(page);
  await integrations.open();
  const { root } = integrations;
  await root.getByRole('button', { name: 'Import from OpenAPI' }).first().click();
  const text = await (await fetch(`${demo.url}/openapi.json`)).text();
  await root
    .locator('input[type="file"]')
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(root).toContainText('does not say that it is OpenAPI');
  await root
    .locator('input[type="file"]')
    .setInputFiles({ name: 'shop.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(root).toContainText('8 operations');
  await root.getByLabel('Find an operation').fill('callback');
  await root.getByLabel('Schedule a callback', { exact: true }).check({ force: true });
  await root.getByLabel('Find an operation').fill('discount');
  await root.getByLabel('Apply a discount', { exact: true }).check({ force: true });
  await expectReadable(page, 'the choice of operations');
  await root.getByRole('button', { name: 'Import 2 operations' }).click();
  await expect(integrations.operations).toHaveCount(2);
  await expect(root.getByLabel('Base URL')).toHaveValue(demo.url);
});

test('signing in goes through the browser and back, and ends with tokens that are renewed and taken back', async ({
  app,
}) => {
  await using oauth = await startOAuthServer();
  await using api = await startWebServer(({ headers }, response) =>
    answerJson(response, oauth.isGood(headers.authorization) ? 200 : 401, { me: 'jane' }),
  );
  const { page } = app;
  await importBundle(page, emptyProject('Sign in', 'sign-in'));
  await new EditorPage(page).expectShown('Sign in');
  const integrations = new IntegrationsScreen(page);
  const { root } = integrations;
  await integrations.open();
  await integrations.connect('Any REST service');
  await integrations.fill('Base URL', api.url);
  await root.getByRole('button', { name: 'Continue' }).click();
  await integrations.choose('How', 'OAuth 2');
  await integrations.fill('Client id', oauth.clientId);
  await integrations.fill('Authorization address', `${oauth.url}/authorize`);
  await integrations.fill('Token address', `${oauth.url}/token`);
  await integrations.fill('Revocation address', `${oauth.url}/revoke`);
  await integrations.back('All integrations');
  await integrations.allowLocal();
  await root.getByRole('button', { name: 'Integration Service' }).click();
  await integrations.saveSecret(oauth.clientSecret);

  await root.getByRole('button', { name: 'Sign in to Service' }).click();
  const href = await root.getByRole('link', { name: 'Open the sign-in page' }).getAttribute('href');
  // As the browser that the link opens: it consents, and comes back.
  const consented = await fetch(href ?? '');
  expect(await consented.text()).toContain('You are signed in');
  await expect(integrations.signInState).toContainText('Signed in for another');
  await root.getByRole('button', { name: 'Refresh now' }).click();
  await expect.poll(() => oauth.given.length).toBe(2);

  await root.getByRole('button', { name: 'Add operation' }).click();
  await root.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(integrations.tryResult).toContainText('jane');
  await integrations.back('Service');
  await root.getByRole('button', { name: 'Disconnect' }).click();
  await expect(integrations.signInState).toContainText('Not signed in yet');
  expect(oauth.revoked).toHaveLength(1);
  for (const frame of await app.frames()) {
    const text = JSON.stringify(frame);
    for (const token of oauth.given) expect(text).not.toContain(token);
  }
});

test('a database shows its tables and answers a query', async ({ app }) => {
  const folder = mkdtempSync(join(tmpdir(), 'dialogram-e2e-'));
  const path = join(folder, 'shop.sqlite');
  const database = new Database(path);
  database.exec(
    "CREATE TABLE orders (id TEXT NOT NULL, status TEXT); INSERT INTO orders VALUES ('A-1', 'shipped')",
  );
  database.close();
  try {
    const { page } = app;
    await importBundle(page, emptyProject('Data', 'data'));
    await new EditorPage(page).expectShown('Data');
    const integrations = new IntegrationsScreen(page);
    const { root } = integrations;
    await integrations.open();
    await integrations.connect('SQLite');
    await integrations.fill('File', path);
    await root.getByRole('button', { name: 'Show the tables' }).click();
    await expect(root.getByRole('alert')).toContainText('was not chosen on this computer');
    await root.getByRole('button', { name: 'Allow this file' }).click();
    await expect(integrations.secretState).toContainText('Actions may ask this file');
    await root.getByRole('button', { name: 'Show the tables' }).click();
    await root.getByText('orders', { exact: false }).first().click();
    await root.getByRole('button', { name: 'Look into it' }).click();
    await root.getByRole('button', { name: 'Run' }).click();
    await expect(root.getByRole('region', { name: 'Rows' })).toContainText('shipped');
    await integrations.fill('Query', 'DELETE FROM orders');
    await root.getByRole('button', { name: 'Run' }).click();
    await expect(root.getByRole('status', { name: 'Result of the query' })).toContainText(
      'must begin with SELECT',
    );
    await expectReadable(page, 'a database');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

// Real vault, real server, real way out: what a secret is sent to, and what windows are told.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { type Connector, connectorSchema } from '#shared/model/entities/connector.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { answerJson, startWebServer, type WebServer } from '#tests/helpers/web-server.ts';
import { openPreferences } from '../preferences.ts';
import { openVault } from '../vault/vault.ts';
import { type Connectors, openConnectors } from './connectors.ts';

const secret = 'sk_test_51HxQ2eZvKYlo2C';
let server: WebServer;
let other: WebServer;
beforeAll(async () => {
  server = await startWebServer(({ path }, response) =>
    path.startsWith('/lost') ? response.writeHead(404).end() : answerJson(response, 200, { ok: true }),
  );
  other = await startWebServer((_request, response) => answerJson(response, 200, {}));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
});

const shop = (over: Partial<Connector> = {}, projectId = 'shop'): ProjectDocument => ({
  ...emptyProject('Shop', projectId),
  connectors: [
    connectorSchema.parse({
      id: 'api',
      name: 'Api',
      provider: 'custom',
      urlPatterns: [`${server.url}/*`],
      secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
      ...over,
    }),
  ],
});

function openAll(folder = temporaryFolder()): Connectors {
  const preferences = openPreferences(join(folder, 'preferences.json'));
  preferences.change({ allowsLocalAddresses: true });
  const connectors = openConnectors({ folder, vault: openVault(folder), preferences });
  onTestFinished(() => connectors.close());
  return connectors;
}

const never = new AbortController().signal;
const ask = (url: string) => ({ connectors: ['api'], method: 'GET', url, headers: [], body: null });

test('a secret goes to the servers it was entered for, and no status tells it', async () => {
  const folder = temporaryFolder();
  const connectors = openAll(folder);
  await connectors.saveSecret(shop(), 'api', `  ${secret}\n`);
  await connectors.httpFor(() => shop())(ask(`${server.url}/items`), never);
  expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${secret}`);
  const status = await connectors.status(shop());
  expect(status.connectors).toEqual([expect.objectContaining({ hasSecret: true, missingServers: [] })]);
  expect(JSON.stringify(status)).not.toContain(secret);
  expect(readFileSync(join(folder, 'vault.json'), 'utf8')).not.toContain(secret);
});

test('a project that names another server for the same connector gets no secret, until it is entered again', async () => {
  const connectors = openAll();
  await connectors.saveSecret(shop(), 'api', secret);
  const stolen = shop({ urlPatterns: [`${server.url}/*`, `${other.url}/*`] });
  const send = connectors.httpFor(() => stolen);
  await expect(send(ask(`${other.url}/take`), never)).rejects.toMatchObject({ code: 'CONNECTOR_NO_SECRET' });
  await expect(connectors.checkFor(() => stolen)(ask(`${other.url}/take`))).rejects.toMatchObject({
    code: 'CONNECTOR_NO_SECRET',
  });
  expect(other.requests).toHaveLength(0);
  await expect(connectors.status(stolen)).resolves.toMatchObject({
    connectors: [{ missingServers: [other.url] }],
  });
  await connectors.saveSecret(stolen, 'api', secret);
  await expect(send(ask(`${other.url}/take`), never)).resolves.toMatchObject({ status: 200 });
});

test('another project has no secret, even with a connector of the same id', async () => {
  const connectors = openAll();
  await connectors.saveSecret(shop(), 'api', secret);
  const foreign = shop({}, 'someone-else');
  await expect(connectors.httpFor(() => foreign)(ask(`${server.url}/items`), never)).rejects.toMatchObject({
    code: 'CONNECTOR_NO_SECRET',
  });
});

test('a deleted secret is gone', async () => {
  const connectors = openAll();
  await connectors.saveSecret(shop(), 'api', secret);
  connectors.deleteSecret(shop(), 'api');
  await expect(connectors.status(shop())).resolves.toMatchObject({ connectors: [{ hasSecret: false }] });
  await expect(connectors.test(shop(), 'api', `${server.url}/items`, never)).resolves.toMatchObject({
    answer: null,
    error: { code: 'CONNECTOR_NO_SECRET' },
  });
});

test.each(['k3y', 'sk_tést_51HxQ2eZvKYlo2C', 'sk_test\n51HxQ2eZvKYlo2C'])(
  'a secret that could not be found again in answers is refused: %j',
  async (text) => {
    const saving = openAll().saveSecret(shop(), 'api', text);
    await expect(saving).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(saving).rejects.not.toThrow(text);
  },
);

test('a test counts as a request, and says what the server answered', async () => {
  const connectors = openAll();
  const open = shop({ secretPlacement: { in: 'none' } });
  await expect(connectors.test(open, 'api', `${server.url}/items?q=1`, never)).resolves.toMatchObject({
    answer: { status: 200 },
    error: null,
  });
  await connectors.test(open, 'api', `${server.url}/lost?q=private`, never);
  const { connectors: statuses } = await connectors.status(open);
  expect(statuses).toMatchObject([
    {
      requests: 2,
      errors: 1,
      lastErrors: [{ method: 'GET', address: `${server.url}/lost`, status: 404 }],
    },
  ]);
});

test('a check refuses what would not be sent, and sends nothing', async () => {
  const connectors = openAll();
  const open = shop({ secretPlacement: { in: 'none' } });
  const check = connectors.checkFor(() => open);
  const before = server.requests.length;
  await expect(check(ask(`${server.url}/items`))).resolves.toBeUndefined();
  for (const refused of [
    ask(`${other.url}/items`),
    { ...ask(`${server.url}/items`), method: 'TRACE' },
    { ...ask(`${server.url}/items`), connectors: [] },
    { ...ask(`${server.url}/items`), body: { text: 'x'.repeat(1_048_577) } },
  ]) {
    await expect(check(refused)).rejects.toMatchObject({ code: /HTTP_(?:REFUSED|TOO_LARGE)/u });
  }
  expect(server.requests).toHaveLength(before);
});

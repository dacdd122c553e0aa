// A code step that asks and changes a real server, previewed dry and live.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openConnectors } from '../connectors/connectors.ts';
import { openPreferences } from '../preferences.ts';
import { openVault } from '../vault/vault.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { answerJson, startWebServer, type WebServer } from '#tests/helpers/web-server.ts';
import { openDryRuns } from './dry-runs.ts';
import { openSession } from './open-session.ts';
import { OutsideRequests } from './outside-requests.ts';
import { projectOf } from './session.testing.ts';

const secret = 'sk_test_51HxQ2eZvKYlo2C';
const pool = createRunnerPool({ maxRunners: 1, spares: 0 });
let server: WebServer;
beforeAll(async () => {
  server = await startWebServer(({ method }, response) =>
    answerJson(response, 200, method === 'GET' ? { stock: 3 } : { orderId: 'o-1' }),
  );
});
afterAll(async () => {
  await pool.close();
  await server[Symbol.asyncDispose]();
});

const orderCode = (url: string): string => `export default async function () {
  const item = await (await fetch('${url}/item')).json();
  const answer = await fetch('${url}/orders?from=shop', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'own-key' },
    body: JSON.stringify({ item: 'tea', left: item.stock }),
  });
  return { status: answer.status, order: await answer.json() };
}`;

/** Plays one turn, and looks at it as a window would. */
function preview(code = orderCode(server.url)) {
  const plain = projectOf([['order', 'code', { code, connectors: ['api'] }]], [['started', 'next', 'order']]);
  const project: ProjectDocument = projectDocumentSchema.parse({
    ...plain,
    connectors: [
      {
        id: 'api',
        name: 'Api',
        provider: 'custom',
        urlPatterns: [`${server.url}/*`],
        secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
      },
    ],
  });
  const folder = temporaryFolder();
  const preferences = openPreferences(join(folder, 'preferences.json'));
  preferences.change({ allowsLocalAddresses: true });
  const connectors = openConnectors({ folder, vault: openVault(folder), preferences });
  onTestFinished(() => connectors.close());
  const dryRuns = openDryRuns();
  const outside = new OutsideRequests({
    dryRuns,
    project: () => project,
    check: connectors.checkFor(() => project),
  });
  let sessions = 0;
  return {
    dryRuns,
    outside,
    ready: () => connectors.saveSecret(project, 'api', secret),
    async play(): Promise<SessionView> {
      sessions += 1;
      const session = openSession({
        id: `s${sessions}`,
        turnPrefix: `s${sessions}:`,
        document: project,
        baseClock: Date.now,
        hasRealTimers: false,
        pool: () => pool,
        http: connectors.httpFor(() => project),
        listen: (driver) => outside.wrap(driver),
      });
      onTestFinished(() => session.close());
      await session.start();
      return session.view();
    },
  };
}

const codeRow = ({ trace }: SessionView) => trace.find(({ kind }) => kind === 'code');
const posts = () => server.requests.filter(({ method }) => method === 'POST').length;

test('a dry run reads, does not write, and shows what it would have written, without secrets', async () => {
  const { play, ready, outside } = preview();
  await ready();
  const before = posts();
  const view = await play();
  const row = codeRow(view);
  expect(posts()).toBe(before);
  expect(row).toMatchObject({
    output: { status: 200, order: {} },
    requests: [
      { method: 'GET', isPretended: false, answer: { status: 200, rows: null } },
      { method: 'POST', isPretended: true, answer: { status: 200, durationMs: 0 } },
    ],
  });
  expect(view.asides).toMatchObject([{ text: `Dry run: POST localhost:${server.port} was not sent.` }]);
  const [read, written] = row?.requests ?? [];
  expect(outside.detailsOf(read?.key ?? '')).toMatchObject({
    asked: { headers: { authorization: 'Bearer [secret]' } },
    answered: { status: '200 OK', body: { stock: 3 } },
    pretended: null,
  });
  const details = outside.detailsOf(written?.key ?? '');
  expect(details).toMatchObject({
    asked: {
      address: `POST ${server.url}/orders?from=shop`,
      headers: { authorization: 'Bearer [secret]', 'x-api-key': '[redacted]' },
      body: { item: 'tea', left: 3 },
    },
    pretended: {
      subject: `POST ${server.url}/orders`,
      answer: { status: 200, text: '{}' },
      source: 'none',
    },
  });
  expect(JSON.stringify(details)).not.toContain(secret);
});

test('an author’s answer, and else what the server answered live, is what a dry run goes on with', async () => {
  const { play, ready, dryRuns } = preview();
  await ready();
  dryRuns.setLive('test', true);
  const before = posts();
  const live = codeRow(await play());
  expect(posts()).toBe(before + 1);
  expect(live).toMatchObject({
    output: { order: { orderId: 'o-1' } },
    requests: [{}, { isPretended: false }],
  });

  dryRuns.setLive('test', false);
  expect(codeRow(await play())).toMatchObject({ output: { order: { orderId: 'o-1' } } });
  dryRuns.save('test', `POST ${server.url}/orders`, { status: 402, text: '{"error":"Sold out"}' });
  expect(codeRow(await play())).toMatchObject({ output: { status: 402, order: { error: 'Sold out' } } });
  expect(posts()).toBe(before + 1);
});

test('a dry run refuses what would be refused live', async () => {
  const { play } = preview(orderCode(server.url).replace('/item', '/item?x'));
  const withoutSecret = codeRow(await play());
  expect(withoutSecret?.error?.message).toContain('has no secret yet');

  const elsewhere = preview(
    `export default async () => ({ s: (await fetch('https://elsewhere.example/', { method: 'POST' })).status });`,
  );
  const row = codeRow(await elsewhere.play());
  expect(row?.error?.message).toContain('needs a connector');
  expect(row?.requests).toMatchObject([{ method: 'POST', answer: null, isPretended: false }]);
});

import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { createEgress } from '#shared/drivers/http/egress.ts';
import { takeKnowledge } from '#shared/drivers/knowledge/bundled-knowledge.ts';
import { openKnowledgeFile } from '#shared/drivers/knowledge/knowledge-file.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { secretRequestSchema } from '#shared/runtime-api/publishing.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { answerJson, startWebServer } from '#tests/helpers/web-server.ts';
import { prepareBundle, type PublishedProject } from './prepare-bundle.ts';
import { type PublishRequest, publishProject } from './publish-project.ts';
import { RuntimeApi } from './runtime-api.ts';

let server: TestRuntime;
const egress = createEgress();
beforeAll(async () => {
  server = await startRuntime();
});
afterAll(async () => {
  await egress.close();
  await server[Symbol.asyncDispose]();
});

const api = (): RuntimeApi => new RuntimeApi(egress, server.client);

/** A project that greets, with a source of one document for each text. */
function project(
  id: string,
  greeting: string,
  { texts = [], change = {} }: { readonly texts?: readonly string[]; readonly change?: object } = {},
): PublishedProject {
  const { store, ...file } = openKnowledgeFile(join(temporaryFolder(), 'knowledge'));
  onTestFinished(() => file[Symbol.dispose]());
  const content = texts.map((text) => ({
    title: text.slice(0, 20),
    url: null,
    passages: [{ headings: [], page: null, anchor: null, text }],
  }));
  const empty = emptyProject('Shop', id);
  const bundled: ProjectDocument = projectDocumentSchema.parse({
    ...empty,
    steps: [
      ...empty.steps,
      { id: 'hello', workflowId: 'main', kind: 'reply', settings: { content: greeting } },
    ],
    edges: [{ id: 'e', from: { stepId: 'started', port: 'next' }, to: 'hello' }],
    knowledgeSources:
      texts.length === 0
        ? []
        : [{ id: 'help', name: 'Help', kind: 'text', origin: '', contentHash: 'a'.repeat(64) }],
    ...change,
  });
  const document = takeKnowledge(store, bundled, { ['a'.repeat(64)]: content });
  return { document: () => document, readKnowledge: (work) => work(store) };
}

const request: PublishRequest = {
  environment: 'production',
  rev: 0,
  note: 'First',
  by: 'Kim',
  conversations: 'finish',
};

test('a project is live after it was published, and publishing it again changes nothing', async () => {
  const prepared = prepareBundle(project('ws_again', 'Hello'));
  const first = await publishProject(api(), prepared, request);
  expect(first).toMatchObject({ rev: 1, version: { number: 1, publishedBy: 'Kim (admin)', note: 'First' } });
  expect(await publishProject(api(), prepared, { ...request, rev: 1 })).toEqual(first);
  const { live } = await api().environment('ws_again', 'production');
  const { project: kept } = await api().bundle('ws_again', live?.bundleHash ?? '');
  expect(kept.steps.find(({ id }) => id === 'hello')?.settings).toEqual({ content: 'Hello' });
});

test('of knowledge, only what the runtime has not got is sent', async () => {
  const sent: number[] = [];
  const publish = (rev: number, texts: readonly string[]) =>
    publishProject(api(), prepareBundle(project('ws_know', `${rev}`, { texts })), {
      ...request,
      rev,
      onProgress: ({ stage, total }) => {
        if (stage === 'knowledge') sent.push(total);
      },
    });
  await publish(0, ['Refunds take 14 days.', 'Parcels go out on Mondays.']);
  await publish(1, ['Refunds take 14 days.', 'Parcels go out on Fridays.']);
  await publish(2, ['Refunds take 14 days.', 'Parcels go out on Fridays.']);
  expect(sent).toEqual([2, 1]);
});

test('whoever publishes second is told what is live now', async () => {
  await publishProject(api(), prepareBundle(project('ws_two', 'Mine')), request);
  await expect(
    publishProject(api(), prepareBundle(project('ws_two', 'Yours')), { ...request, by: 'Ada' }),
  ).rejects.toMatchObject({
    code: 'PUBLISH_CONFLICT',
    message: expect.stringContaining('Kim (admin)'),
    details: { rev: 1, live: { number: 1 } },
  });
});

test('a missing secret is named before anything is live, and sent when there is one', async () => {
  const change = {
    connectors: [
      {
        id: 'pay',
        name: 'Pay',
        provider: 'custom',
        urlPatterns: ['https://pay.example.com/*'],
        secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
      },
    ],
    steps: [
      ...emptyProject('Shop', 'x').steps,
      {
        id: 'look',
        workflowId: 'main',
        kind: 'code',
        settings: { code: 'export default async function () { return {}; }', connectors: ['pay'] },
      },
    ],
    edges: [{ id: 'e', from: { stepId: 'started', port: 'next' }, to: 'look' }],
  };
  const prepared = prepareBundle(project('ws_secret', '', { change }));
  await expect(publishProject(api(), prepared, request)).rejects.toMatchObject({
    code: 'PUBLISH_INCOMPLETE',
    details: { missing: { secrets: ['connector:pay'] } },
  });
  expect((await api().environment('ws_secret', 'production')).live).toBeNull();
  const secretFor = async () =>
    secretRequestSchema.parse({
      kind: 'connector',
      value: 'sk_live_12345',
      origins: ['https://pay.example.com'],
    });
  await publishProject(api(), prepared, { ...request, secretFor });
  expect(await api().secrets('ws_secret', 'production')).toEqual(
    new Map([['connector:pay', ['https://pay.example.com']]]),
  );
});

test('publishing goes on after the runtime was started again', async () => {
  const prepared = prepareBundle(project('ws_crash', 'Hello'));
  await api().sendBundle('ws_crash', prepared.hash, prepared.text);
  await server.restart();
  expect((await publishProject(api(), prepared, request)).version.number).toBe(1);
});

test('a project with errors is not prepared', () => {
  const change = {
    steps: [
      ...emptyProject('Shop', 'x').steps,
      { id: 'c', workflowId: 'main', kind: 'code', settings: { code: '' } },
    ],
    edges: [{ id: 'e', from: { stepId: 'started', port: 'next' }, to: 'c' }],
  };
  expect(() => prepareBundle(project('ws_errors', '', { change }))).toThrow(
    expect.objectContaining({ code: 'PUBLISH_PROBLEMS' }),
  );
});

test('a runtime with an older engine is told before the project is sent', async () => {
  await using old = await startWebServer((_request, response) =>
    answerJson(response, 200, {
      service: 'dialogram-runtime',
      version: '0.1.0',
      engineVersion: 0,
      key: { name: 'admin', scopes: ['admin'], projectId: null, environment: null },
    }),
  );
  const ask = new RuntimeApi(egress, { url: old.url, key: 'dgk_1' });
  await expect(publishProject(ask, prepareBundle(project('ws_old', 'Hi')), request)).rejects.toMatchObject({
    code: 'ENGINE_TOO_OLD',
  });
  expect(old.requests.map(({ path }) => path)).toEqual(['/v1/info']);
});

test('a wrong key, a server that is no runtime, and one that is not there are told apart', async () => {
  await using page = await startWebServer((_request, response) => response.end('<h1>Welcome</h1>'));
  const info = (url: string, key = 'dgk_wrong') => new RuntimeApi(egress, { url, key }).info();
  await expect(info(server.client.url)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  const noRuntime = { code: 'NOT_FOUND', message: expect.stringContaining('is no Dialogram runtime') };
  await expect(info(page.url)).rejects.toMatchObject(noRuntime);
  await expect(info(`${server.client.url}/docs`, server.client.key)).rejects.toMatchObject(noRuntime);
  await expect(info(server.client.url.replace('http:', 'https:'))).rejects.toMatchObject({
    message: expect.stringContaining('answers without TLS'),
  });
  await expect(info('http://127.0.0.1:1')).rejects.toMatchObject({
    code: 'HTTP_FAILED',
    message: expect.stringContaining('http://127.0.0.1:1'),
  });
});

test.each([
  ['http://runtime.example.com', /https:\/\//],
  ['runtime.example.com', /Give it whole/],
  ['https://kim:secret@runtime.example.com', /Give it whole/],
  ['https://runtime.example.com/?key=1', /Give it whole/],
])('a key is not sent to %s', (url, message) => {
  expect(() => new RuntimeApi(egress, { url, key: 'dgk_1' })).toThrow(message);
});

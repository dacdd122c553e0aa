import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { parseBundle } from '#shared/bundle/parse-bundle.ts';
import { newProjectFile, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { type RuntimeProcess, startRuntimeProcess } from '#tests/helpers/runtime-process.ts';
import { call, linesOf } from './command-line.testing.ts';

const hello = join(import.meta.dirname, '../resources/presets/hello.dialogram.json');
const folder = mkdtempSync(join(tmpdir(), 'dialogram-cli-publish-'));
let server: RuntimeProcess;
beforeAll(async () => {
  server = await startRuntimeProcess(folder);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  vi.stubEnv('DIALOGRAM_RUNTIME_KEY', server.key);
  vi.stubEnv('DIALOGRAM_HOME', temporaryFolder());
});

/** The hello project under a name of its own, with another greeting. */
function helloAs(id: string, greeting: string): string {
  const bundle = parseBundle(readFileSync(hello, 'utf8'));
  const path = join(temporaryFolder(), 'hello.json');
  const steps = bundle.steps.map((step) =>
    step.id === 'greeting' ? { ...step, settings: { ...step.settings, content: greeting } } : step,
  );
  writeFileSync(path, JSON.stringify({ ...bundle, workspace: { ...bundle.workspace, id }, steps }));
  return path;
}

const at = () => ['--url', server.url] as const;
const greeted = async (projectId: string): Promise<string | undefined> => {
  const { messages } = await new RuntimeClient(server.url, server.key).start({ projectId });
  return messages[0]?.content;
};

test('a project is published, changed with the difference in words, rolled back, and listed', async () => {
  const first = await call('publish', helloAs('ws_cli', 'Hello.'), ...at(), '--note', 'First', '--by', 'Kim');
  expect(first).toMatchObject({ exitCode: 0, complaint: '' });
  expect(linesOf(first.out)).toEqual([
    'Nothing is live in production yet.',
    `Version 1 is live in production at ${server.url} (rev 1).`,
  ]);
  expect(await greeted('ws_cli')).toBe('Hello.');

  const changed = helloAs('ws_cli', 'Good day.');
  const { out } = await call('publish', changed, ...at());
  expect(out).toContain('Main: changed Reply “Greeting” · Text: “Hello.” → “Good day.”');
  expect(await greeted('ws_cli')).toBe('Good day.');

  await server.killAndStart();
  expect((await call('rollback', changed, ...at())).out).toContain('Version 1 is live in production');
  expect(await greeted('ws_cli')).toBe('Hello.');
  const lines = linesOf((await call('versions', changed, ...at())).out).map((line) => line.split('\t'));
  expect(lines.map(([number, , , where, note]) => [number, where, note])).toEqual([
    ['2', '-', ''],
    ['1', 'production', 'First'],
    ['production is at rev 3.', undefined, undefined],
  ]);
  expect(lines[1]?.[2]).toBe('Kim (admin)');
});

test('a missing secret is named with the ways to give it, one of which is to go without', async () => {
  const bundle = parseBundle(readFileSync(hello, 'utf8'));
  const pay = {
    id: 'pay',
    name: 'Pay',
    provider: 'custom',
    urlPatterns: ['https://pay.example.com/*'],
    secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
  };
  const steps = bundle.steps.map((step) =>
    step.kind === 'code' ? { ...step, settings: { ...step.settings, connectors: ['pay'] } } : step,
  );
  const file = join(temporaryFolder(), 'pay.json');
  const workspace = { ...bundle.workspace, id: 'ws_pay' };
  writeFileSync(file, JSON.stringify({ ...bundle, workspace, steps, connectors: [pay] }));
  const refused = await call('publish', file, ...at());
  expect(refused.complaint).toContain('connector:pay');
  expect(refused.complaint).toContain('--secret connector:pay=VARIABLE');
  const { out } = await call('publish', file, ...at(), '--without-secret', 'connector:pay');
  expect(out).toContain('Version 1 is live');
});

test('what is in staging is promoted to production', async () => {
  const file = helloAs('ws_promote', 'Staged.');
  expect((await call('promote', file, ...at())).complaint).toContain('Nothing is live in staging');
  await call('publish', file, ...at(), '--environment', 'staging');
  expect((await call('promote', file, ...at())).out).toContain('Version 1 is live in production');
  expect(await greeted('ws_promote')).toBe('Staged.');
});

test('a dry run changes nothing, and a rev that is gone is refused', async () => {
  const file = helloAs('ws_rev', 'Hello.');
  await call('publish', file, ...at(), '--dry-run');
  expect((await call('versions', file, ...at())).out).toContain('Nothing was published yet.');
  await call('publish', file, ...at());
  const late = await call('publish', helloAs('ws_rev', 'Late.'), ...at(), '--rev', '0');
  expect(late.exitCode).toBe(2);
  expect(late.complaint).toContain('published to this environment meanwhile');
});

test('without a runtime or a key it is said what to give', async () => {
  expect((await call('publish', newProjectFile())).complaint).toContain('--url');
  vi.stubEnv('DIALOGRAM_RUNTIME_KEY', '');
  expect((await call('publish', newProjectFile(), ...at())).complaint).toContain('DIALOGRAM_RUNTIME_KEY');
});

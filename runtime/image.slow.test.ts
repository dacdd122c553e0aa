// The image as far as it can be tried without Docker: what the Dockerfile copies, with the packages of production alone, in a folder of its
// own and an environment that has nothing but what the Dockerfile says.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { freePort } from '#tests/helpers/runtime-process.ts';
import { sketchProject } from '#tests/helpers/talk.ts';

const repository = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
const words = z.array(z.string());

/** What the last stage of the Dockerfile says. */
function readImage() {
  const lines = (
    read('Dockerfile')
      .split(/^FROM .*$/mu)
      .at(-1) ?? ''
  )
    .replaceAll('\\\n', ' ')
    .split('\n');
  const after = (pattern: RegExp): string[] => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const json = (pattern: RegExp): string[] => words.parse(JSON.parse(after(pattern)[0] ?? '[]'));
  const environment = after(/^ENV (.*)$/u).flatMap((line) => line.split(' '));
  return {
    copied: after(/^COPY (?!--from)(\S+) /u),
    environment: Object.fromEntries(environment.map((pair) => pair.split('='))),
    command: json(/^CMD (.*)$/u),
    healthCheck: json(/^HEALTHCHECK .*CMD (.*)$/u),
  };
}

/** What `npm ci --omit=dev` puts there, without the Node that the image has itself, as links to the same files. */
function linkPackages(to: string): void {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().default(false) })) })
    .parse(JSON.parse(read('package-lock.json')));
  for (const [path, { dev }] of Object.entries(packages)) {
    const isTop = /^node_modules\/(?:@[^/]+\/)?[^/]+$/u.test(path);
    const isNode = path.startsWith('node_modules/node-linux-');
    if (isTop && !dev && !isNode && existsSync(join(repository, path))) linkFiles(path, to);
  }
}

function linkFiles(path: string, to: string): void {
  for (const entry of readdirSync(join(repository, path), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(to, entry.parentPath.slice(repository.length), entry.name);
    mkdirSync(dirname(file), { recursive: true });
    linkSync(join(entry.parentPath, entry.name), file);
  }
}

const image = readImage();
let app: string;
let child: ChildProcess | undefined;
beforeAll(() => {
  mkdirSync(join(repository, '.cache'), { recursive: true });
  app = mkdtempSync(join(repository, '.cache/image-'));
  const isTest = (path: string): boolean => /\.test\.tsx?$/u.test(path);
  for (const name of image.copied) {
    cpSync(join(repository, name), join(app, name), { recursive: true, filter: (path) => !isTest(path) });
  }
  linkPackages(app);
}, 120_000);
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(app, { recursive: true, force: true });
});

test('Docker is let see all that is copied, and no tests', () => {
  const rules = read('.dockerignore').split('\n');
  expect(rules).toEqual(
    expect.arrayContaining(['*', '**/*.test.ts', ...image.copied.map((name) => `!${name}`)]),
  );
});

test('what the image has is enough to serve, to run code, to be found well, and to stop', async () => {
  const port = await freePort();
  const data = join(app, 'data');
  const env = { ...image.environment, PORT: String(port), DIALOGRAM_DATA: data };
  const [, ...args] = image.command;
  const started = spawn(process.execPath, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child = started;
  let said = '';
  let complaint = '';
  started.stderr.on('data', (chunk: Buffer) => (complaint += String(chunk)));
  await new Promise<void>((resolve, reject) => {
    started.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (said.includes('Dialogram runtime on')) resolve();
    });
    started.once('exit', () => reject(new Error(complaint)));
  });
  const [, ...check] = image.healthCheck;
  await promisify(execFile)(process.execPath, check, { env });

  const client = new RuntimeClient(`http://127.0.0.1:${port}`, /dgk_\S+/u.exec(said)?.[0] ?? '');
  await client.publish(
    sketchProject({
      steps: [
        ['message', 'message-received'],
        ['count', 'code', { code: 'export default async () => ({ n: 41 + 1 });' }],
        ['echo', 'reply', { content: 'You wrote {{ args.content }}' }],
      ],
      edges: ['message.next > count', 'count.next > echo'],
    }),
  );
  const { conversationId } = await client.start({ projectId: 'workspace' });
  expect(await client.say(conversationId, 'Hi')).toMatchObject({
    outcome: 'idle',
    error: null,
    messages: [{ content: 'You wrote Hi' }],
  });

  started.kill('SIGTERM');
  expect(await once(started, 'exit')).toEqual([0, null]);
  expect(readdirSync(app).toSorted()).toEqual([...image.copied, 'data', 'node_modules'].toSorted());
}, 60_000);

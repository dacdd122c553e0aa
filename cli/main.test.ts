// What only a process of its own shows: exit codes, streams, signals.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { call } from './command-line.testing.ts';

const main = join(import.meta.dirname, 'main.ts');
const hello = join(import.meta.dirname, '../resources/presets/hello.dialogram.json');

const start = (...args: readonly string[]) =>
  spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

async function processOf(...args: readonly string[]) {
  const child = start(...args);
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exitCode: child.exitCode, out, complaint };
}

/** The hello project whose code step never ends. */
function endlessHello(): string {
  const path = join(temporaryFolder(), 'endless.json');
  const endless = 'export default async function () { for (;;) {} }';
  const bundle = readFileSync(hello, 'utf8').replace(/"code": ".*"/, `"code": ${JSON.stringify(endless)}`);
  writeFileSync(path, bundle);
  return path;
}

describe('a process', () => {
  test('says the same as the command in this process, code step included, and ends by itself', async () => {
    const args = ['run', hello, '--at', '2026-01-05T12:00:00Z', '--skip', '10', '--pick', 'Pro', '--json'];
    const answer = await processOf(...args);
    expect(answer).toEqual(await call(...args));
    expect(answer).toMatchObject({ exitCode: 0, out: expect.stringContaining('"outcome":"idle"') });
  });

  test('ends with 2 and one line without a stack trace for bad input', async () => {
    expect(await processOf('run', 'nowhere.json')).toEqual({
      exitCode: 2,
      out: '',
      complaint: 'dialogram: "nowhere.json" could not be read: there is no such file.\n',
    });
  });

  test('writes everything to a slow reader before it ends', async () => {
    const script = join(temporaryFolder(), 'script.json');
    writeFileSync(script, JSON.stringify(Array.from({ length: 50 }, () => ({ say: 'x'.repeat(4000) }))));
    const child = start('run', hello, '--script', script, '--json');
    const closed = once(child, 'close');
    await once(child.stdout, 'readable');
    const out = await text(child.stdout);
    await closed;
    expect(out.length).toBeGreaterThan(200_000);
    expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      type: 'turn.ended',
      turnId: 't51',
    });
  });

  test('is quiet when nobody reads its output any more', async () => {
    const script = join(temporaryFolder(), 'script.json');
    writeFileSync(script, JSON.stringify(Array.from({ length: 100 }, () => ({ say: 'x'.repeat(4000) }))));
    const child = start('run', hello, '--script', script, '--json');
    const complaint = text(child.stderr);
    await once(child.stdout, 'readable');
    child.stdout.destroy();
    await once(child, 'close');
    expect({ exitCode: child.exitCode, complaint: await complaint }).toEqual({ exitCode: 0, complaint: '' });
  });

  test('ends with 130 on Ctrl-C in the middle of a code step', async () => {
    const child = start('run', endlessHello(), '--pick', 'Pro', '--json');
    const complaint = text(child.stderr);
    const closed = once(child, 'close');
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith('{"type":"effect.started"') && line.includes('code.run')) child.kill('SIGINT');
    }
    await closed;
    expect({ exitCode: child.exitCode, complaint: await complaint }).toEqual({
      exitCode: 130,
      complaint: '',
    });
  });
});
